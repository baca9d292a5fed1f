"""Two questions crossed, with everything that follows from it and from each of them alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from participation.surveys.protection.system import (
    ANSWERED,
    EVERYBODY,
    SILENT,
    Cell,
    Table,
    cell,
)
from participation.surveys.protection.tables import (
    BASE_PRICE,
    MARGIN_TIMES,
    Tables,
    option_price,
)

# How many people gave which two answers; ``SILENT`` stands for everybody who did not answer one of them.
Joint = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Crossed:
    """One side of a crossing: a column with its codes; ``shown`` are those that the table shows.

    An option that can be chosen beside others is a column with the codes 1 and 0, of which 1 is shown.
    """

    column: str
    codes: tuple[str, ...]
    shown: tuple[str, ...]
    # Municipalities, and what is put together from them.
    is_area: bool = False
    # Of an option: the question whose base it has.
    question: str = ""

    def place(self, code: str) -> tuple[str, str]:
        """The condition for a code; who answered is the same for all options of a question."""
        return (self.question or self.column if code in (ANSWERED, SILENT) else self.column), code

    @property
    def every(self) -> tuple[str, ...]:
        return (*self.codes, SILENT)


def add_crossing(tables: Tables, rows: Crossed, columns: Crossed, joint: Joint) -> Table:
    """The table of all pairs of answers, with its margins among those who answered both."""
    crossing = _Crossing(tables, rows, columns, joint)
    crossing.add_cells()
    crossing.relate_sums()
    crossing.relate_alone()
    displayed = [crossing.name(a, b) for a, b in crossing.displayed()]
    name = f"{rows.column}×{columns.column}"
    table = Table(name, crossing.name(ANSWERED, ANSWERED), tuple(displayed))
    tables.system.tables.append(table)
    return table


class _Crossing:
    def __init__(self, tables: Tables, rows: Crossed, columns: Crossed, joint: Joint) -> None:
        self.tables, self.rows, self.columns, self.joint = tables, rows, columns, joint
        self.system, self.least = tables.system, tables.policy.least_crossed

    def name(self, a: str, b: str) -> Cell:
        return cell(self.rows.place(a), self.columns.place(b))

    def displayed(self) -> Iterable[tuple[str, str]]:
        """Inner cells, the margins of both sides, and all who answered both."""
        for a in (*self.rows.shown, ANSWERED):
            for b in (*self.columns.shown, ANSWERED):
                yield a, b

    def count(self, a: str, b: str) -> int:
        of_a = self.rows.codes if a == ANSWERED else (a,)
        of_b = self.columns.codes if b == ANSWERED else (b,)
        return sum(self.joint.get((x, y), 0) for x in of_a for y in of_b)

    def add_cells(self) -> None:
        displayed = set(self.displayed())
        for a in (*self.rows.every, ANSWERED):
            for b in (*self.columns.every, ANSWERED):
                count = self.count(a, b)
                price = self._price(a, b, count) if (a, b) in displayed else None
                self.system.add(self.name(a, b), count, self.least, price)

    def _price(self, a: str, b: str, count: int) -> float:
        if a == b == ANSWERED:
            return BASE_PRICE
        times = MARGIN_TIMES if ANSWERED in (a, b) else 1
        return times * option_price(count)

    def relate_sums(self) -> None:
        """Each margin is the sum of its line."""
        for a in (*self.rows.every, ANSWERED):
            cells = [self.name(a, b) for b in self.columns.codes]
            self.system.relate(self.name(a, ANSWERED), cells)
        for b in (*self.columns.every, ANSWERED):
            cells = [self.name(a, b) for a in self.rows.codes]
            self.system.relate(self.name(ANSWERED, b), cells)

    def relate_alone(self) -> None:
        """Each answer to one question: with some answer to the other one, or with none."""
        self._relate_side(self.rows, lambda code, other: self.name(code, other))
        self._relate_side(self.columns, lambda code, other: self.name(other, code))

    def _relate_side(self, side: Crossed, name: Callable[[str, str], Cell]) -> None:
        policy = self.tables.policy
        least = policy.least_crossed if side.is_area else policy.least
        for code in (*side.codes, ANSWERED, SILENT):
            alone = cell(side.place(code))
            count = sum(
                self.system.entries[name(code, other)].count for other in (ANSWERED, SILENT)
            )
            self.system.add(alone, count, least)
            self.system.relate(alone, (name(code, ANSWERED), name(code, SILENT)))
        answered, silent = cell(side.place(ANSWERED)), cell(side.place(SILENT))
        self.system.relate(answered, [cell((side.column, code)) for code in side.codes])
        self.system.relate(EVERYBODY, (answered, silent))
