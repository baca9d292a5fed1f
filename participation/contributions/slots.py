"""Questions this room asks without knowing who answers (see docs/architecture.md).

What became of a contribution is known only by the rooms above; they fill the slot when the
application starts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Outcome:
    """Something that grew from a contribution, for example a measure."""

    kind: str
    title: str
    url: str
    state: str


Source = Callable[[Sequence[UUID], Any], dict[UUID, list[Outcome]]]


class OutcomeSlot:
    """Outcomes per contribution, asked for many contributions at once."""

    def __init__(self) -> None:
        self._sources: list[Source] = []

    def fill(self, source: Source) -> None:
        """Called by a higher room in ``AppConfig.ready()``."""
        self._sources.append(source)

    def of(self, contributions: Sequence[UUID], *, visible_to: Any) -> dict[UUID, list[Outcome]]:
        """All outcomes of these contributions that this person may see."""
        found: dict[UUID, list[Outcome]] = {pk: [] for pk in contributions}
        for source in self._sources:
            for pk, outcomes_ in source(contributions, visible_to).items():
                found[pk].extend(outcomes_)
        return found


outcomes = OutcomeSlot()
