"""From counts to a system: what a table shows, what follows from it, and what it has in common with others."""

from collections.abc import Iterable, Mapping
from math import log2

from participation.surveys.protection.policy import POLICY, Policy
from participation.surveys.protection.system import (
    ANSWERED,
    EMPTY,
    EVERYBODY,
    NOT_SHOWN,
    SHOWN,
    SILENT,
    Cell,
    System,
    Table,
    cell,
)

# What hiding costs. How many took part is lost least: the largest base says nearly as much. A base
# is lost most, because all shares of its table go with it.
EVERYBODY_PRICE, SHOWN_PRICE, BASE_PRICE = 0.4, 0.8, 30.0
ONE_WAY_TIMES, MARGIN_TIMES = 4.0, 2.0


def option_price(count: float) -> float:
    """Large cells say more than small ones, but not in proportion."""
    return 1 + log2(1 + count)


class Tables:
    """Builds a system table by table."""

    def __init__(self, everybody: int, policy: Policy = POLICY) -> None:
        self.system, self.policy = System(), policy
        self.system.add(EVERYBODY, everybody, policy.least, EVERYBODY_PRICE)

    # -- who was asked -------------------------------------------------------------------------
    def shown(self, column: str, count: int) -> Cell:
        """The people to whom a question was shown: everybody, or some of them."""
        everybody = int(self.system.entries[EVERYBODY].count)
        if count == everybody:
            return EVERYBODY
        name, rest = cell((column, SHOWN)), cell((column, NOT_SHOWN))
        self.system.add(name, count, self.policy.least, SHOWN_PRICE)
        self.system.add(rest, everybody - count, self.policy.least)
        self.system.relate(EVERYBODY, (name, rest))
        return name

    # -- one question --------------------------------------------------------------------------
    def one_way(
        self,
        column: str,
        counts: Mapping[str, int],
        *,
        shown: Cell,
        is_area: bool = False,
    ) -> Table:
        """How often each answer was given."""
        least = self.policy.least_crossed if is_area else self.policy.least
        base, cells = cell((column, ANSWERED)), [cell((column, code)) for code in counts]
        self._base(base, sum(counts.values()), shown, least)
        for name, count in zip(cells, counts.values(), strict=True):
            self.system.add(name, count, least, ONE_WAY_TIMES * option_price(count))
        self.system.relate(base, cells)
        return self._table(column, base, [base, *cells])

    def _base(self, base: Cell, count: float, shown: Cell, least: int) -> None:
        """Who answered, and who was asked and did not: this follows, so it counts as a cell, too."""
        column = base.partition("=")[0]
        silent = cell((column, EMPTY))
        self.system.add(base, count, least, BASE_PRICE)
        self.system.add(silent, self.system.entries[shown].count - count, least)
        self.system.relate(shown, (base, silent))

    def several(
        self,
        column: str,
        counts: Mapping[str, int],
        answered: int,
        *,
        shown: Cell,
        exclusive: Iterable[str] = (),
        most: int | None = None,
    ) -> Table:
        """Several choices: each is a yes or a no of those who answered. Everybody chose something."""
        base, chosen = cell((column, ANSWERED)), {}
        self._base(base, answered, shown, self.policy.least)
        for code, count in counts.items():
            yes, no = cell((f"{column}.{code}", "1")), cell((f"{column}.{code}", "0"))
            self.system.add(yes, count, self.policy.least, ONE_WAY_TIMES * option_price(count))
            self.system.add(no, answered - count, self.policy.least)
            self.system.relate(base, (yes, no))
            chosen[code] = yes
        self.know_choices(column, base, chosen, list(exclusive), most)
        return self._table(column, base, [base, *chosen.values()])

    def know_choices(
        self,
        column: str,
        base: Cell,
        chosen: Mapping[str, Cell],
        exclusive: list[str],
        most: int | None,
    ) -> None:
        """What the form itself says: at least one choice each, at most so many, some alone."""
        every = dict.fromkeys(chosen.values(), 1)
        self.system.bound(f"{column}~least", {**every, base: -1})
        if most:
            self.system.bound(f"{column}~most", {base: most} | dict.fromkeys(chosen.values(), -1))
        alone = [chosen[code] for code in exclusive if code in chosen]
        for code, name in chosen.items():
            if alone and name not in alone:
                terms = {base: 1, name: -1, **dict.fromkeys(alone, -1)}
                self.system.bound(f"{column}.{code}~alone", terms)

    def row(
        self,
        column: str,
        counts: Mapping[str, int],
        *,
        question: Cell,
        shown: Cell,
    ) -> Table:
        """A row of a matrix: a question of its own; who left it empty may have answered other rows."""
        table = self.one_way(column, counts, shown=shown)
        self._within(column, question, table.base)
        return table

    def row_of_several(
        self, column: str, counts: Mapping[str, int], answered: int, *, question: Cell, shown: Cell
    ) -> Table:
        """The same where several can be chosen in a row."""
        table = self.several(column, counts, answered, shown=shown)
        self._within(column, question, table.base)
        return table

    def row_of_numbers(self, column: str, answered: int, *, question: Cell, shown: Cell) -> Table:
        """A row of numbers shows its mean only; how many gave one is a cell all the same."""
        table = self.answered_only(column, answered, shown=shown)
        self._within(column, question, table.base)
        return table

    def answered_only(self, column: str, answered: int, *, shown: Cell) -> Table:
        """How many answered, and nothing about what they said."""
        base = cell((column, ANSWERED))
        self._base(base, answered, shown, self.policy.least)
        return self._table(column, base, [base])

    def _within(self, column: str, question: Cell, base: Cell) -> None:
        silent = cell((column, SILENT))
        entries = self.system.entries
        count = entries[question].count - entries[base].count
        self.system.add(silent, count, self.policy.least)
        self.system.relate(question, (base, silent))

    def question(self, column: str, answered: int, *, shown: Cell) -> Cell:
        """Who answered a question in parts, in whichever part."""
        base, silent = cell((column, ANSWERED)), cell((column, EMPTY))
        rest = self.system.entries[shown].count - answered
        self.system.add(base, answered, self.policy.least, SHOWN_PRICE)
        self.system.add(silent, rest, self.policy.least)
        self.system.relate(shown, (base, silent))
        return base

    def ranking(
        self,
        column: str,
        places: Mapping[str, Mapping[str, int]],
        answered: int,
        *,
        shown: Cell,
    ) -> Table:
        """For each option, how often it got which place; each place is given once by each person."""
        base = cell((column, ANSWERED))
        self._base(base, answered, shown, self.policy.least)
        cells = [base]
        for code, counts in places.items():
            cells += self._ranked(f"{column}.{code}", counts, base, answered)
        numbers = list(next(iter(places.values()), {}))
        before = base
        for number in numbers:
            before = self._place_given(column, number, list(places), before)
        return self._table(column, base, cells)

    def _ranked(
        self, column: str, counts: Mapping[str, int], base: Cell, answered: int
    ) -> list[Cell]:
        placed, without = cell((column, ANSWERED)), cell((column, SILENT))
        total, least = sum(counts.values()), self.policy.least
        self.system.add(placed, total, least, SHOWN_PRICE)
        self.system.add(without, answered - total, least)
        self.system.relate(base, (placed, without))
        cells = {cell((column, place)): count for place, count in counts.items()}
        for name, count in cells.items():
            self.system.add(name, count, least, ONE_WAY_TIMES * option_price(count))
        self.system.relate(placed, cells)
        return [placed, *cells]

    def _place_given(self, column: str, number: str, codes: list[str], before: Cell) -> Cell:
        """How many gave this place to anything: of the first place all who answered, then fewer."""
        cells = [cell((f"{column}.{code}", number)) for code in codes]
        given, rest = cell((f"{column}~{number}", ANSWERED)), cell((f"{column}~{number}", SILENT))
        count = sum(self.system.entries[name].count for name in cells)
        self.system.add(given, count, self.policy.least)
        self.system.add(rest, self.system.entries[before].count - count, self.policy.least)
        self.system.relate(given, cells)
        self.system.relate(before, (given, rest))
        return given

    def _table(self, name: str, base: Cell, cells: Iterable[Cell]) -> Table:
        table = Table(name, base, tuple(cells))
        self.system.tables.append(table)
        return table

    # -- what tables have in common ------------------------------------------------------------
    def same_people(self, total: Cell, parts: Iterable[Cell]) -> None:
        """The same people under another name: who was asked B are those who answered A with yes."""
        self.system.relate(total, parts)
