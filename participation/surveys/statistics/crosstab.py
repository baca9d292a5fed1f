"""Cross-tabs: how the answers to one question are spread over the groups of another.

An axis divides people into groups. Where everybody belongs to one group at most, an axis is one small number
per person, and a whole table is one ``bincount`` over combined numbers: about a millisecond for 214,700 people.
Where people may belong to several groups (multiple choice), each group is counted by itself, and shares are of
the people who answered, so that they add up to more than 100 per cent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from participation.surveys.statistics.weights import Floats, Mask

Places: TypeAlias = npt.NDArray[np.intp]
NOWHERE = -1


@dataclass(frozen=True)
class Group:
    """One line of an axis."""

    code: str
    label: str


@dataclass(frozen=True)
class Axis:
    """A way to divide people into groups.

    ``places`` holds the number of each person's group, or ``NOWHERE`` for who did not answer. Of a multiple
    choice, ``chosen`` has one line for each group (True: belongs to it), and ``places`` only says who answered.
    """

    name: str
    label: str
    groups: tuple[Group, ...]
    places: Places
    chosen: npt.NDArray[np.bool_] | None = None

    @property
    def is_multiple(self) -> bool:
        return self.chosen is not None

    @cached_property
    def answered(self) -> Mask:
        """Who stands on this axis at all."""
        return np.asarray(self.places != NOWHERE)

    def members(self, number: int) -> Mask:
        """Who belongs to a group."""
        if self.chosen is not None:
            return np.asarray(self.chosen[number] & self.answered)
        return np.asarray(self.places == number)


@dataclass(frozen=True)
class Counted:
    """A table as counted: cells and bases, each for people (unweighted) and weighted.

    A base is who belongs to the line and stands on the other axis, too; of a multiple choice, less than its
    cells add up to.
    """

    people: Floats
    cells: Floats
    row_people: Floats
    row_bases: Floats
    column_people: Floats
    column_bases: Floats
    n: int
    total: float
    # Σw² over the people of the table and of each column: with the bases, effective numbers.
    squares: float
    column_squares: Floats

    @property
    def effective(self) -> float:
        """Kish's effective number of people in this table; unweighted, simply their number."""
        return self.total**2 / self.squares if self.squares else 0.0


def count_table(rows: Axis, columns: Axis, mask: Mask, weights: Floats | None) -> Counted:
    """Count two axes against each other among the people under a mask.

    Who has the weight 0 is not part of a weighted table, neither in cells nor in bases.
    """
    within = mask & rows.answered & columns.answered
    if weights is not None:
        within = within & (weights > 0)
    people = _cells(rows, columns, within, None)
    row_people, column_people = _line(rows, within, None), _line(columns, within, None)
    n = int(np.count_nonzero(within))
    if weights is None:
        bases = (people, row_people, row_people, column_people, column_people)
        return Counted(people, *bases, n, float(n), float(n), column_people)
    chosen = weights[within]
    return Counted(
        people=people,
        cells=_cells(rows, columns, within, weights),
        row_people=row_people,
        row_bases=_line(rows, within, weights),
        column_people=column_people,
        column_bases=_line(columns, within, weights),
        n=n,
        total=float(chosen.sum()),
        squares=float(np.dot(chosen, chosen)),
        column_squares=_line(columns, within, weights**2),
    )


def _cells(rows: Axis, columns: Axis, within: Mask, weights: Floats | None) -> Floats:
    if columns.is_multiple and not rows.is_multiple:
        return _cells(columns, rows, within, weights).T
    if not rows.is_multiple:
        return _combined(rows, columns, within, weights)
    lines = [_line(columns, within & mine, weights) for mine in _all_members(rows)]
    return np.array(lines, dtype=np.float64).reshape(len(rows.groups), len(columns.groups))


def _combined(rows: Axis, columns: Axis, within: Mask, weights: Floats | None) -> Floats:
    """Both places as one number, counted at once."""
    high, wide = len(rows.groups), len(columns.groups)
    numbers = rows.places[within] * wide + columns.places[within]
    heavy = None if weights is None else weights[within]
    found = np.bincount(numbers, heavy, minlength=high * wide)
    return found.astype(np.float64).reshape(high, wide)


def _line(axis: Axis, within: Mask, weights: Floats | None) -> Floats:
    """How many belong to each group of one axis."""
    if axis.is_multiple:
        return np.array([_sum(mine & within, weights) for mine in _all_members(axis)])
    heavy = None if weights is None else weights[within]
    found = np.bincount(axis.places[within], heavy, minlength=len(axis.groups))
    return found.astype(np.float64)


def _all_members(axis: Axis) -> Iterator[Mask]:
    return (axis.members(number) for number in range(len(axis.groups)))


def _sum(mask: Mask, weights: Floats | None) -> float:
    return float(np.count_nonzero(mask) if weights is None else weights[mask].sum())
