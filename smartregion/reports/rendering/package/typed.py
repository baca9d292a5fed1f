"""Printed tables as values: a column whose cells are numbers of one unit holds numbers.

Whoever computes with a table wants 38 and 12.5, not "38 %" and "12,5 %". The unit goes into the heading. Where
a column mixes units, or holds numbers beside words that are more than a sign for "nothing", it stays as printed.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from smartregion.core.numbers import NBSP
from smartregion.reports.rendering.data import Tabulated
from smartregion.reports.rendering.package.datasets import Cell

# 1.250.000 or 1250, with decimals or without; a real minus or a typed one.
GERMAN = re.compile(
    r"(?P<sign>[-\u2212]?)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?[ \u00a0]?(?P<unit>%|€|VZÄ|km²)?"
)
# What stands where there is no number.
NOTHING = {"", "–", "-"}


# 3 (75 %): two numbers in one cell.
WITH_SHARE = re.compile(r"(?P<count>[\d.]+) \((?P<share>[\d,]+[ \u00a0]%)\)")

Named = tuple[str, Sequence[str]]


def typed(table: Tabulated) -> tuple[list[str], list[list[Cell]]]:
    """Heading and rows, the numbers as numbers. The first column names the rows and stays text."""
    cells = zip(*table.rows, strict=True) if table.rows else [()] * len(table.head)
    first, *others = zip(table.head, cells, strict=True)
    columns = [_valued(*column) for each in others for column in _parted(*each)]
    head = [first[0], *(name for name, _values in columns)]
    return head, [
        list(row) for row in zip(first[1], *(values for _n, values in columns), strict=True)
    ]


def _parted(name: str, column: Sequence[str]) -> Iterator[Named]:
    """A column of counts with shares as two columns."""
    found = [WITH_SHARE.fullmatch(text) for text in column]
    if not any(found) or not all(
        match or is_nothing(text) for match, text in zip(found, column, strict=True)
    ):
        yield name, column
        return
    for part in ("count", "share"):
        yield name, [match[part] if match else "" for match in found]


def _valued(name: str, column: Sequence[str]) -> tuple[str, Sequence[Cell]]:
    """The numbers of a column with their unit in its heading; as printed where it has several units."""
    found = [None if is_nothing(text) else GERMAN.fullmatch(text) for text in column]
    units = {match["unit"] or "" for match in found if match}
    is_pure = all(match or is_nothing(text) for match, text in zip(found, column, strict=True))
    if len(units) != 1 or not is_pure:
        return name, column
    unit = units.pop()
    heading = f"{name} ({unit})" if unit and unit not in name else name
    return heading, [_decimal(match) if match else None for match in found]


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no number."""
    return text.strip(f" {NBSP}") in NOTHING


def _decimal(match: re.Match[str]) -> Decimal:
    sign = "-" if match["sign"] else ""
    return Decimal(f"{sign}{match['whole'].replace('.', '')}.{match['part'] or '0'}")
