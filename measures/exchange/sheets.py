"""Sheets of the workbook: their columns, and how the rows of a file meet those that are stored."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from measures.exchange.cells import Column
from measures.exchange.known import Known, folded

Values = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook; each row begins with the number of its measure."""

    key: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    # The columns by which a row of a file finds the stored row it speaks of.
    identity: tuple[str, ...] = ()
    # How the form of the page straightens what a row says, given all its values; so the same file
    # a second time says what is stored.
    settle: Callable[[Values], Values] = lambda _values: {}

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def heading_of(self, name: str) -> str:
        """The heading of a field; "" for what no column holds."""
        return next((column.heading for column in self.columns if column.name == name), "")

    def shown(self, *, internal: bool) -> list[Column]:
        return [column for column in self.columns if internal or not column.is_internal]

    def values_of(self, row: Any, known: Known) -> Values:
        """What a stored row says in all columns."""
        return {column.name: column.value(row, known) for column in self.columns}

    def speaks_of(self, row: Values, stored: Values) -> bool:
        """Whether a row of a file means this stored one; columns that the file lacks tell nothing."""
        named = [name for name in self.identity if name in row]
        return bool(named) and all(_alike(row[name]) == _alike(stored[name]) for name in named)


@dataclass(frozen=True)
class HangingSheet(Sheet):
    """Rows that hang on a measure, several for each; ``filler`` brings them into the forms."""

    relation: str = ""
    filler: Any = None
    # Other than by the relation of this name.
    stored: Callable[[Any], list[Any]] | None = None
    # Whether everybody may read a row, given the keys of the measures that everybody may read.
    is_public: Callable[[Any, Collection[Any]], bool] = lambda _row, _public: True

    def stored_at(self, measure: Any) -> list[Any]:
        return self.stored(measure) if self.stored else list(getattr(measure, self.relation).all())


@dataclass(frozen=True)
class GivenRow:
    """A row of a file, with the values of the columns that the file has."""

    sheet: Sheet
    line: int
    number: str
    values: Values

    def settled(self, before: Values) -> "GivenRow":
        """As the row will be stored, over what is stored already."""
        straight = self.sheet.settle({**before, **self.values})
        other = {name for name, value in self.values.items() if before.get(name) != value}
        kept = {name: value for name, value in straight.items() if name in other}
        return replace(self, values={**self.values, **kept})


@dataclass(frozen=True)
class Pair:
    """A row of a file beside the stored row it speaks of; either may be missing."""

    given: GivenRow | None
    stored: Any
    before: Values

    @property
    def row(self) -> GivenRow:
        """The row of the file, where it is known that there is one."""
        if self.given is None:
            raise LookupError("no row of the file speaks of this one")
        return self.given

    @property
    def changed(self) -> list[str]:
        """The columns in which the file says something else than what is stored."""
        if self.given is None:
            return []
        return [name for name, value in self.given.values.items() if self.before.get(name) != value]

    @property
    def is_new(self) -> bool:
        return self.stored is None

    @property
    def after(self) -> Values:
        """What the row says once the file is stored."""
        return {**self.before, **(self.given.values if self.given else {})}


def paired(
    sheet: Sheet, given: Sequence[GivenRow], stored: Sequence[Any], known: Known
) -> list[Pair]:
    """Each stored row with the row of the file that speaks of it, then the new ones.

    Rows that say the same find each other first, so that two of one name never change places.
    """
    left = list(given)
    found: dict[int, GivenRow] = {}
    befores = [sheet.values_of(row, known) for row in stored]
    for is_exact in (True, False):
        for place, before in enumerate(befores):
            match = next(_matches(sheet, left, before, is_exact=is_exact), None)
            if place not in found and match is not None:
                found[place] = match
                left.remove(match)
    pairs = [
        Pair(row.settled(before) if (row := found.get(place)) else None, kept, before)
        for place, (kept, before) in enumerate(zip(stored, befores, strict=True))
    ]
    return pairs + [Pair(row.settled({}), None, {}) for row in left]


def _matches(
    sheet: Sheet, rows: Sequence[GivenRow], before: Values, *, is_exact: bool
) -> Iterator[GivenRow]:
    for row in rows:
        is_same = all(before[name] == value for name, value in row.settled(before).values.items())
        if is_same if is_exact else sheet.speaks_of(row.values, before):
            yield row


def _alike(value: Any) -> Any:
    return folded(value) if isinstance(value, str) else value
