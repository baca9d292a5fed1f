"""What was made once and is good for a while, kept in this process."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")


class Shelf(Generic[T]):
    """At most ``size`` things, each for at most ``seconds`` (None: as long as there is room).

    Only for what may be forgotten at any moment, and never for what belongs to one person.
    """

    _all: "WeakSet[Shelf[object]]" = WeakSet()

    def __init__(self, *, size: int, seconds: float | None = None) -> None:
        self._size, self._seconds = size, seconds
        self._things: dict[Hashable, tuple[float, T]] = {}
        Shelf._all.add(self)  # type: ignore[arg-type]

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What lies under the key; made anew when it is not there or too old."""
        now, found = time.monotonic(), self._things.get(key)
        if found and (self._seconds is None or now - found[0] < self._seconds):
            return found[1]
        thing = make()
        if len(self._things) >= self._size:
            # The oldest goes; dictionaries keep their order. Other threads may be at it, too.
            for oldest in list(self._things)[:1]:
                self._things.pop(oldest, None)
        self._things[key] = (now, thing)
        return thing

    def forget(self, key: Hashable) -> None:
        self._things.pop(key, None)

    @classmethod
    def clear_all(cls) -> None:
        """Forget everything in this process; tests begin like this."""
        for shelf in cls._all:
            shelf._things.clear()
