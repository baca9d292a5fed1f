"""Rows that people put in order: each one of a row has its place in ``position``."""

from collections.abc import Iterable
from typing import Any


def moved(row: list[Any], here: int, there: int) -> bool:
    """Put what stands at one place of a row at another; places count from 0.

    False where nothing moves: the place is the same, or lies beyond an end of the row.
    """
    if here == there or not 0 <= there < len(row):
        return False
    row.insert(there, row.pop(here))
    return True


def write_places(row: Iterable[Any], *, first: int = 0) -> None:
    """Store the order in which these rows of one model stand."""
    placed = list(row)
    for position, each in enumerate(placed, first):
        each.position = position
    if placed:
        type(placed[0])._default_manager.bulk_update(placed, ["position"])
