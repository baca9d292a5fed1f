"""Questions this room asks without knowing who answers (see docs/architecture.md).

Where a contribution was said and what became of it is known only by the wings and rooms above;
they fill these slots when the application starts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID


@dataclass(frozen=True)
class Outcome:
    """Something that grew from a contribution, for example a measure."""

    kind: str
    title: str
    url: str
    state: str


@dataclass(frozen=True)
class Place:
    """Where a contribution was said, for example a topic of a forum; ``url`` leads to the spot."""

    kind: str
    title: str
    url: str


T = TypeVar("T")
Source = Callable[[Sequence[UUID], Any], Mapping[UUID, list[T]]]


class Slot(Generic[T]):
    """One question, asked for many contributions at once."""

    def __init__(self) -> None:
        self._sources: list[Source[T]] = []

    def fill(self, source: Source[T]) -> None:
        """Called by a higher room in ``AppConfig.ready()``."""
        self._sources.append(source)

    def of(self, contributions: Sequence[UUID], *, visible_to: Any) -> dict[UUID, list[T]]:
        """All answers about these contributions that this person may see."""
        found: dict[UUID, list[T]] = {pk: [] for pk in contributions}
        for source in self._sources:
            for pk, answers in source(contributions, visible_to).items():
                found[pk].extend(answers)
        return found


outcomes: Slot[Outcome] = Slot()
places: Slot[Place] = Slot()
