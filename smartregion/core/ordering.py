"""What comes before what."""

from collections.abc import Hashable, Iterable
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def circle_in(edges: Iterable[tuple[T, T]]) -> list[T]:
    """Things that come before each other in a circle, the first one named again at the end; or none.

    An edge goes from what comes first to what follows.
    """
    try:
        _sorter(edges).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def in_order(edges: Iterable[tuple[T, T]]) -> list[T]:
    """Everything that the edges name, each after all that comes before it; there is no circle."""
    return list(_sorter(edges).static_order())


def _sorter(edges: Iterable[tuple[T, T]]) -> TopologicalSorter[T]:
    sorter: TopologicalSorter[T] = TopologicalSorter()
    for before, after in edges:
        sorter.add(after, before)
    return sorter
