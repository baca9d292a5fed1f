"""How far the writing of a file is."""

from collections.abc import Callable

# So many responses of so many are written.
Say = Callable[[int, int], None]


def unwatched(_done: int, _total: int) -> None:
    """For whoever does not want to know."""
