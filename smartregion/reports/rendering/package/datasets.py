"""Data sets of the data package: tables of what was frozen, each column explained once.

A data set is a function from the frozen content to rows; ``@dataset`` names and explains it. Of materials that a
snapshot does not hold there are no rows, and the data set is left out of the package.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

Content = dict[str, Any]
Cell = str | int | float | Decimal | date | None
Rows = Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Column:
    """A column with what it means, as the code book says it."""

    name: str
    meaning: str | Promise


@dataclass(frozen=True)
class DataSet:
    """What the package says about one file of data."""

    name: str
    title: str | Promise
    columns: Sequence[Column]
    read: Callable[[Content], Rows]


@dataclass(frozen=True)
class Filled:
    """A data set with its rows."""

    of: DataSet
    rows: Sequence[Sequence[Cell]]

    @property
    def head(self) -> list[str]:
        return [column.name for column in self.of.columns]


DATA_SETS: list[DataSet] = []


def dataset(
    name: str, title: str | Promise, **columns: str | Promise
) -> Callable[[Callable[[Content], Rows]], Callable[[Content], Rows]]:
    """Register a data set; ``columns`` are their names, with what they mean."""

    def register(read: Callable[[Content], Rows]) -> Callable[[Content], Rows]:
        explained = [Column(each, meaning) for each, meaning in columns.items()]
        DATA_SETS.append(DataSet(name, title, explained, read))
        return read

    return register


def filled(content: Content) -> Iterator[Filled]:
    """The data sets that have rows."""
    for each in DATA_SETS:
        if rows := [list(row) for row in each.read(content)]:
            yield Filled(each, rows)


# -- cells -------------------------------------------------------------------------------------
def day(text: str | None) -> date | None:
    """A frozen day."""
    return date.fromisoformat(text[:10]) if text else None


def amount(text: str | float | None) -> Decimal | None:
    """A frozen number: decimal text, so that nothing is lost."""
    return None if text in (None, "") else Decimal(str(text))


def yes_or_no(value: object) -> str:
    """A yes or no that spreadsheets of every language read alike."""
    return "ja" if value else "nein"
