"""All tables of the package as one workbook; cells that look like formulas run nothing."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from smartregion.core.packing import packed_alike
from smartregion.core.workbook import LONGEST, day_cell, new_sheet, new_workbook, text_cell
from smartregion.reports.rendering.data import Tabulated
from smartregion.reports.rendering.package.datasets import Cell, Filled
from smartregion.reports.rendering.package.typed import typed

# Excel allows 31 characters, and none of these.
LONGEST_NAME = 31
FORBIDDEN = str.maketrans("[]:*?/\\", "_______")
PROPERTIES = "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
WIDTHS = (34, 24, 18, 18, 18, 18, 18, 18)


def workbook_of(tables: Sequence[Tabulated], data: Sequence[Filled], taken: datetime) -> bytes:
    """A sheet with the list of all, one for each data set, one for each figure and table."""
    file, moment = BytesIO(), taken.astimezone(UTC).replace(tzinfo=None)
    with new_workbook() as book:
        # The moment of the data, not that of writing.
        book.properties.created = moment
        book.properties.creator = ""
        names = _Names()
        listed = new_sheet(
            book, names.free(_("Inhalt")), [_("Blatt"), _("Was es zeigt"), _("Kennung")],
            widths=(34, 90, 20),
        )  # fmt: skip
        for each in data:
            name = names.free(each.of.name)
            listed.append([name, str(each.of.title), ""])
            _fill(new_sheet(book, name, each.head, widths=WIDTHS), each.rows)
        for table in tables:
            name = names.free(table.label)
            listed.append(
                [text_cell(listed, cell) for cell in (name, table.title[:LONGEST], table.mark)]
            )
            head, rows = typed(table)
            _fill(new_sheet(book, name, head, widths=WIDTHS), rows)
        book.save(file)
    return packed_alike(file.getvalue(), partial(_unmoved, moment))


def _unmoved(moment: datetime, name: str, data: bytes) -> bytes:
    """The properties of the workbook with the moment of its data; openpyxl writes that of saving."""
    if name != PROPERTIES:
        return data
    return MODIFIED.sub(rb"\g<1>" + f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode(), data)


def _fill(sheet: Any, rows: Sequence[Sequence[Cell]]) -> None:
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, str):
        return text_cell(sheet, Truncator(value).chars(LONGEST))
    if isinstance(value, date):
        return day_cell(sheet, value)
    return float(value) if isinstance(value, Decimal) else value


class _Names:
    """Names of sheets, each once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def free(self, wanted: str) -> str:
        plain = wanted.translate(FORBIDDEN)
        tries = (plain[:LONGEST_NAME], *(f"{plain[: LONGEST_NAME - 4]} {n}" for n in range(2, 100)))
        name = next(each for each in tries if each.lower() not in self._given)
        self._given.add(name.lower())
        return name
