"""Questions that a lower room asks without knowing who answers (see docs/architecture.md)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

T = TypeVar("T")
Source = Callable[[Sequence[UUID], Any], Mapping[UUID, list[T]]]


class Slot(Generic[T]):
    """One question, asked about many things at once."""

    def __init__(self) -> None:
        self._sources: list[Source[T]] = []

    def fill(self, source: Source[T]) -> None:
        """Called by a higher room in ``AppConfig.ready()``."""
        self._sources.append(source)

    def of(self, keys: Sequence[UUID], *, visible_to: Any) -> dict[UUID, list[T]]:
        """All answers about these things that this person may see."""
        found: dict[UUID, list[T]] = {key: [] for key in keys}
        for source in self._sources:
            for key, answers in source(keys, visible_to).items():
                found[key].extend(answers)
        return found
