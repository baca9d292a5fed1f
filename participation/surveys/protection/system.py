"""What can be known about a survey: cells, and the equations that hold between them.

A cell is identified by the people it counts: ``alter=u18`` are all who chose this answer,
``alter=u18&ort=12069`` those of them who live there, ``""`` is everybody. So two tables that show
the same margin share a cell, and what follows from one table is known in the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

Cell = str
EVERYBODY: Cell = ""
# Beside the codes of answers (letters, digits, underscores) a column has these groups of people.
SHOWN, ANSWERED, EMPTY, NOT_SHOWN, SILENT = "*", "+", "-", "~", "?"

# Cells of an earlier release are called "1:alter=u18", those who came after it "+1:alter=u18".
OF = ":"


def cell(*conditions: tuple[str, str]) -> Cell:
    """The people for whom all of these hold: (column, code) each."""
    return "&".join(sorted(f"{column}={code}" for column, code in conditions))


@dataclass(frozen=True)
class Entry:
    """One cell: how many people it counts, and what it would mean to show or hide that."""

    count: float
    # 1 … least - 1 are too few to be shown; 0 for what is no group of people.
    least: int
    # What is lost by hiding it; None: no table shows it, it can only be worked out.
    price: float | None = None
    # What everybody knows without being told: it is never smaller.
    floor: float = 0
    # Nor larger: rounded interim figures were shown before.
    ceiling: float | None = None
    # Shown by an earlier release; that cannot be taken back.
    is_known: bool = False
    # Hidden by an earlier release: the count is one that fits, nobody has kept the true one.
    is_guess: bool = False

    @property
    def is_displayed(self) -> bool:
        return self.price is not None

    @property
    def is_unsafe(self) -> bool:
        """Whether it is about somebody, but about too few."""
        return 0 < abs(self.count) < self.least


@dataclass(frozen=True)
class Equation:
    """Coefficients by cell; the sum over all of them is zero."""

    terms: Mapping[Cell, int]


@dataclass(frozen=True)
class Table:
    """Cells that are shown together, all about the people of ``base``."""

    name: str
    base: Cell
    cells: tuple[Cell, ...]


@dataclass
class System:
    """All cells of a survey that are shown or follow from what is shown, with what links them."""

    entries: dict[Cell, Entry] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def add(self, name: Cell, count: float, least: int, price: float | None = None) -> None:
        """Note a cell. Named twice, it is the same one: shown if one table shows it, never less strict."""
        new = Entry(count, least, price)
        if old := self.entries.get(name):
            prices = [each for each in (old.price, price) if each is not None]
            new = replace(old, least=max(old.least, least), price=max(prices) if prices else None)
        self.entries[name] = new

    def relate(self, total: Cell, parts: Iterable[Cell]) -> None:
        """Everybody in ``total`` is in exactly one of the parts."""
        self.equate({total: -1, **dict.fromkeys(parts, 1)})

    def equate(self, terms: Mapping[Cell, int]) -> None:
        self.equations.append(Equation(dict(terms)))

    def bound(self, slack: Cell, terms: Mapping[Cell, int]) -> None:
        """Everybody knows that this sum is not negative: what it is, is a cell without people.

        Answers from elsewhere may break the rules of the form; then nobody should rely on them.
        """
        value = sum(self.entries[name].count * times for name, times in terms.items())
        if value < 0:
            return
        self.add(slack, value, 0)
        self.equate({**terms, slack: -1})

    @property
    def displayed(self) -> set[Cell]:
        return {name for name, entry in self.entries.items() if entry.is_displayed}
