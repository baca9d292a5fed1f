"""The attacker: whoever puts together everything that was ever published, and calculates.

They know each published cell, every equation, that nobody is counted negatively and only whole
people are. For each hidden cell they look for the smallest and the largest number that fits: two
(integer) linear programmes. This module loads the solver (scipy, 40 MB): import it where it is used.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_array, coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from participation.surveys.protection.system import Cell, System

# What the solver may be off by.
NEAR = 1e-6
# How the solver says that there is no end; in whole numbers it cannot tell that from "nothing fits".
UNBOUNDED = (3, 4)


@dataclass(frozen=True)
class Interval:
    """Between which numbers a hidden cell lies, for whoever knows all that is published."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low

    def may_be_few(self, least: float) -> bool:
        """Whether 1 … least - 1 (or as many fewer than before) is among the possibilities."""
        is_nobody = self.low == self.high == 0
        return self.low < least and self.high > -least and not is_nobody


@dataclass(frozen=True)
class Watch:
    """How much must stay open about a cell: an interval of this width.

    ``only_few``: only if the cell may be about too few; that is all that can be asked of a cell whose
    true count nobody knows any more.
    """

    width: float
    only_few: bool = False


class Contradiction(Exception):
    """The published figures fit no survey at all: the system is built wrongly."""


@dataclass(frozen=True)
class _Part:
    """Hidden cells that hang together: ``matrix @ cells = right``."""

    names: tuple[Cell, ...]
    matrix: Any
    right: Any
    floors: Any
    ceilings: Any

    def extreme(self, place: int, sign: int) -> Any:
        """The smallest (sign 1) or largest (-1) value of one cell: all cells there; None: without end."""
        found = self._solve(place, sign, 0)
        if found is not None and np.abs(found - np.round(found)).max() > NEAR:
            # People are not divided, so the attacker asks again in whole numbers.
            found = self._solve(place, sign, 1)
        return None if found is None else np.round(found)

    def _solve(self, place: int, sign: int, integrality: int) -> Any:
        target = np.zeros(len(self.names))
        target[place] = sign
        has_rows = bool(self.matrix.shape[0])
        found = linprog(
            target,
            A_eq=self.matrix if has_rows else None,
            b_eq=self.right if has_rows else None,
            bounds=np.column_stack([self.floors, self.ceilings]),
            method="highs",
            integrality=integrality,
        )
        if found.x is None and found.status not in UNBOUNDED:
            raise Contradiction(found.message)
        return found.x

    def fits(self, values: Any) -> bool:
        """Whether these numbers are one of the possibilities."""
        return bool(
            np.all(values >= self.floors - NEAR)
            and np.all(values <= self.ceilings + NEAR)
            and np.abs(values - np.round(values)).max() < NEAR
            and np.abs(self.matrix @ values - self.right).max(initial=0) < NEAR
        )


@dataclass
class _Possible:
    """What is known so far to be possible in one part: the range that the worlds seen cover."""

    low: Any
    high: Any

    @classmethod
    def around(cls, part: _Part, truth: Any) -> "_Possible":
        """The truth is one of the possible worlds, where it is known."""
        if part.fits(truth):
            return cls(truth.copy(), truth.copy())
        nothing = np.full(len(part.names), np.nan)
        return cls(nothing, nothing.copy())

    def see(self, world: Any) -> None:
        self.low, self.high = np.fmin(self.low, world), np.fmax(self.high, world)

    def width(self, place: int) -> float:
        width = self.high[place] - self.low[place]
        return 0.0 if np.isnan(width) else float(width)


class Attacker:
    """Everything that can be worked out when these cells are published."""

    def __init__(
        self,
        system: System,
        published: Collection[Cell],
        floors: Mapping[Cell, float] | None = None,
    ) -> None:
        self._floors = floors or {}
        self._system = system
        self._names = [name for name in system.entries if name not in published]
        self._parts = self._by_cell(set(published))

    def interval(self, name: Cell) -> Interval:
        """Everything that is known about a hidden cell."""
        part = self._parts[name]
        place = part.names.index(name)
        low, high = part.extreme(place, 1), part.extreme(place, -1)
        return Interval(
            -np.inf if low is None else float(low[place]),
            np.inf if high is None else float(high[place]),
        )

    def learns(self, watched: Mapping[Cell, Watch]) -> dict[Cell, Interval]:
        """What is known of the cells about which too little stays open."""
        return {name: self.interval(name) for name in self.suspects(watched)}

    def suspects(self, watched: Mapping[Cell, Watch]) -> Iterator[Cell]:
        """The names of these cells, one by one.

        Each world that is found on the way says something about all cells of its part, so only few
        of them have to be looked at on their own.
        """
        worlds: dict[int, _Possible] = {}
        for name, watch in watched.items():
            part = self._parts[name]
            if id(part) not in worlds:
                worlds[id(part)] = _Possible.around(part, self._truth(part))
            if self._is_in_doubt(part, worlds[id(part)], name, watch.width):
                continue
            if not watch.only_few or self.interval(name).may_be_few(watch.width):
                yield name

    def _truth(self, part: _Part) -> Any:
        return np.array([self._system.entries[name].count for name in part.names], float)

    def _is_in_doubt(self, part: _Part, possible: _Possible, name: Cell, width: float) -> bool:
        place = part.names.index(name)
        for sign in (-1, 1):
            if possible.width(place) >= width:
                return True
            world = part.extreme(place, sign)
            if world is None:
                return True
            possible.see(world)
        return possible.width(place) >= width

    def together_with(self, name: Cell) -> tuple[Cell, ...]:
        """The hidden cells that hang together with this one."""
        return self._parts[name].names

    def _by_cell(self, published: set[Cell]) -> dict[Cell, _Part]:
        matrix, right = self._matrix(published)
        group_of = _groups(matrix)
        found: dict[Cell, _Part] = {}
        order = np.argsort(group_of, kind="stable")
        starts = np.flatnonzero(np.diff(group_of[order], prepend=-1))
        by_column = matrix.tocsc()
        for columns in np.split(order, starts[1:]) if len(order) else ():
            part = self._part(by_column, right, columns)
            found |= dict.fromkeys(part.names, part)
        return found

    def _part(self, matrix: Any, right: Any, columns: Any) -> _Part:
        own = matrix[:, columns].tocsr()
        rows = np.flatnonzero(np.diff(own.indptr))
        names = tuple(self._names[column] for column in columns)
        floors = [self._floors.get(name, self._system.entries[name].floor) for name in names]
        tops = [self._system.entries[name].ceiling for name in names]
        ceilings = np.array([np.inf if top is None else top for top in tops], float)
        return _Part(names, own[rows].toarray(), right[rows], np.array(floors, float), ceilings)

    def _matrix(self, published: set[Cell]) -> tuple[Any, Any]:
        """The equations over the hidden cells, with what is known on the right."""
        place = {name: number for number, name in enumerate(self._names)}
        right = np.zeros(len(self._system.equations))
        terms: list[tuple[int, int, int]] = []
        for row, equation in enumerate(self._system.equations):
            for name, times in equation.terms.items():
                if name in published:
                    right[row] -= times * self._system.entries[name].count
                else:
                    terms.append((row, place[name], times))
        rows, columns, values = zip(*terms, strict=True) if terms else ((), (), ())
        shape = (len(right), len(self._names))
        return csr_array(coo_array((np.array(values, float), (rows, columns)), shape)), right


def _groups(matrix: Any) -> Any:
    """For each column, the number of the group that hangs together by equations."""
    linked = block_array([[None, matrix], [matrix.T, None]])
    _count, groups = connected_components(linked, directed=False)
    return groups[matrix.shape[0] :]
