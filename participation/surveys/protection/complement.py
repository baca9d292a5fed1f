"""Which further cells to hide, so that a hidden one cannot be worked out.

The method of Kelly, Golden and Assad ("Cell suppression: disclosure protection for sensitive tabular
data", Networks 22, 1992) in its general form: change the hidden cell by as much as the attacker
shall be in doubt, keep all equations, and pay for each published cell that changes. What had to
change is hidden with it: then the table before and the table after fit what is published, and the
attacker cannot tell which of them is true. Loads the solver, as attack.py does.
"""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, hstack

from participation.surveys.protection.system import EVERYBODY, OF, Cell, System

NEAR = 1e-6
# Changing what is hidden anyway costs next to nothing, so that detours are not taken.
HIDDEN_PRICE = 1e-3


class Complements:
    """Finds complements for hidden cells of one system."""

    def __init__(self, system: System, floors: Mapping[Cell, float]) -> None:
        self._system = system
        self._floors = floors
        self._equations_of: dict[Cell, list[int]] = {}
        for number, equation in enumerate(system.equations):
            for name in equation.terms:
                self._equations_of.setdefault(name, []).append(number)

    def moving(
        self, name: Cell, by: float, hidden: Collection[Cell], *, everywhere: bool = False
    ) -> set[Cell] | None:
        """What must be hidden so that this cell could be larger (or smaller) by so much; None: impossible.

        Looks among the tables around the cell, or (``everywhere``) through the whole survey.
        """
        names, equations = self._all() if everywhere else self._around(name)
        movable = [each for each in names if self._may_move(each, hidden)]
        if name not in movable:
            return None
        change = self._cheapest(name, by, movable, equations, hidden)
        if change is None:
            return None
        moved = {each for each, y in zip(movable, change, strict=True) if abs(y) > NEAR}
        return {each for each in moved if self._system.entries[each].is_displayed} - set(hidden)

    def _may_move(self, name: Cell, hidden: Collection[Cell]) -> bool:
        """A zero that is shown stays shown; so does what an earlier release has shown."""
        entry = self._system.entries[name]
        if entry.is_known:
            return False
        return name in hidden or not entry.is_displayed or entry.count > 0

    def _all(self) -> tuple[list[Cell], list[int]]:
        return list(self._system.entries), list(range(len(self._system.equations)))

    def _around(self, name: Cell) -> tuple[list[Cell], list[int]]:
        """The cells linked with this one. Everybody is where all tables meet: there it ends (each release).

        Everybody can be more, with more who were silent in the other tables; not fewer (``_room``).
        """
        found, rows, front = {name}, set(), [name]
        while front:
            for row in self._equations_of.get(front.pop(), ()):
                rows.add(row)
                for each in self._system.equations[row].terms:
                    if each not in found:
                        found.add(each)
                        if each.rpartition(OF)[2] != EVERYBODY:
                            front.append(each)
        return sorted(found), sorted(rows)

    def _cheapest(
        self,
        name: Cell,
        by: float,
        movable: list[Cell],
        equations: list[int],
        hidden: Collection[Cell],
    ) -> Any:
        """The cheapest change of the movable cells that keeps all equations; None: there is none."""
        place = {each: number for number, each in enumerate(movable)}
        matrix = self._matrix(equations, place)
        prices = [self._price(each, hidden) for each in movable]
        up: list[tuple[float, float | None]] = [(0, self._space(each)) for each in movable]
        whole = len(equations) == len(self._system.equations)
        down: list[tuple[float, float | None]] = [
            (0, self._room(each, whole=whole)) for each in movable
        ]
        up[place[name]] = (max(by, 0), max(by, 0))
        down[place[name]] = (max(-by, 0), max(-by, 0))
        found = linprog(
            np.array(prices * 2),
            A_eq=hstack([matrix, -matrix]).tocsr(),
            b_eq=np.zeros(matrix.shape[0]),
            bounds=up + down,
            method="highs",
        )
        return None if found.x is None else found.x[: len(movable)] - found.x[len(movable) :]

    def _matrix(self, equations: list[int], place: Mapping[Cell, int]) -> Any:
        terms = [
            (row, place[name], times)
            for row, number in enumerate(equations)
            for name, times in self._system.equations[number].terms.items()
            if name in place
        ]
        rows, columns, values = zip(*terms, strict=True) if terms else ((), (), ())
        return coo_array((np.array(values, float), (rows, columns)), (len(equations), len(place)))

    def _price(self, name: Cell, hidden: Collection[Cell]) -> float:
        price = self._system.entries[name].price
        return HIDDEN_PRICE if price is None or name in hidden else price

    def _space(self, name: Cell) -> float | None:
        """By how much the cell can become larger; None: by any number."""
        entry = self._system.entries[name]
        return None if entry.ceiling is None else max(entry.ceiling - entry.count, 0)

    def _room(self, name: Cell, *, whole: bool) -> float:
        """By how much the cell can become smaller."""
        if name.rpartition(OF)[2] == EVERYBODY and not whole:
            return 0
        entry = self._system.entries[name]
        return max(entry.count - self._floors.get(name, entry.floor), 0)
