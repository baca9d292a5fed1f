"""Questions that a lower room asks without knowing who answers (see docs/architecture.md)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")
# The primary keys of the things asked about: UUIDs or numbers, as their model has them.
Key = TypeVar("Key")
Source = Callable[[Sequence[Any], Any], Mapping[Any, list[T]]]


class Slot(Generic[T]):
    """One question, asked about many things at once."""

    def __init__(self) -> None:
        self._sources: list[Source[T]] = []

    def fill(self, source: Source[T]) -> None:
        """Called by a higher room in ``AppConfig.ready()``."""
        self._sources.append(source)

    def of(self, keys: Sequence[Key], *, visible_to: Any) -> dict[Key, list[T]]:
        """All answers about these things that this person may see."""
        found: dict[Key, list[T]] = {key: [] for key in keys}
        for source in self._sources:
            for key, answers in source(keys, visible_to).items():
                found[key].extend(answers)
        return found
