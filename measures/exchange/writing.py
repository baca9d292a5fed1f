"""Measures as a workbook, and the empty template.

Importing this loads openpyxl, which takes a second and 40 MB: only what writes a workbook does it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from measures.exchange.book import GUIDE, LISTS, NUMBER, PROFILE, SHEETS
from measures.exchange.cells import Column
from measures.exchange.known import Known
from measures.exchange.sheets import Sheet
from measures.exchange.tables import rows_of_sheet
from measures.models import Measure
from smartregion.core.workbook import day_cell, new_sheet, new_workbook, text_cell

# As far down a cell offers its words.
OFFERED_ROWS = 2000
NARROW, WIDE = 18, 48


def workbook(measures: Sequence[Measure], *, internal: bool, on: date) -> bytes:
    """All sheets of these measures (``stock.whole_measures``); reading it back changes nothing.

    Without ``internal`` it holds what everybody may read, so it takes measures that everybody may read.
    """
    with override(settings.LANGUAGE_CODE), new_workbook() as book:
        known = Known(on)
        lists = _Lists(known)
        for sheet in SHEETS:
            columns = sheet.shown(internal=internal)
            page = _page(book, sheet, columns)
            for number, row in rows_of_sheet(sheet, measures, internal=internal):
                page.append(_line(page, sheet, number, row, columns, known))
            if internal:
                lists.offer(page, sheet, columns)
        if internal:
            # Names of everything there is, also of what is not public.
            _write_lists(book, lists)
        _write_guide(book, known, internal=internal)
        target = BytesIO()
        book.save(target)
        return target.getvalue()


def _page(book: Workbook, sheet: Sheet, columns: Sequence[Column]) -> Any:
    headings = [column.heading for column in columns]
    widths = [WIDE if column.is_long else NARROW for column in columns]
    if sheet is not PROFILE:
        headings, widths = [NUMBER, *headings], [NARROW, *widths]
    return new_sheet(book, sheet.title, headings, widths=widths)


def _line(
    page: Any, sheet: Sheet, number: str, row: Any, columns: Sequence[Column], known: Known
) -> list[Any]:
    cells = [_cell(page, column.to_cell(column.of(row), known)) for column in columns]
    return cells if sheet is PROFILE else [_cell(page, number), *cells]


def _cell(page: Any, value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return day_cell(page, value)
    return text_cell(page, value) if isinstance(value, str) else value


# -- what cells offer ------------------------------------------------------------------------------
class _Lists:
    """Words of which cells choose one; each list stands once on a sheet of its own."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.lists: list[list[str]] = []

    def offer(self, page: Any, sheet: Sheet, columns: Sequence[Column]) -> None:
        """Let the cells of a page offer their words; other words are refused by the import, not by Excel."""
        first = 1 if sheet is PROFILE else 2
        for place, column in enumerate(columns, first):
            words = column.offered(self.known)
            if words:
                letter = get_column_letter(place)
                offer = DataValidation("list", formula1=self._range(words), showErrorMessage=False)
                offer.add(f"{letter}2:{letter}{OFFERED_ROWS}")
                page.data_validations.append(offer)

    def _range(self, words: list[str]) -> str:
        if words not in self.lists:
            self.lists.append(words)
        letter = get_column_letter(self.lists.index(words) + 1)
        return f"{LISTS}!${letter}$1:${letter}${len(words)}"


def _write_lists(book: Workbook, lists: _Lists) -> None:
    page = book.create_sheet(LISTS)
    longest = max(map(len, lists.lists), default=0)
    for line in range(longest):
        page.append(
            [_cell(page, words[line] if line < len(words) else None) for words in lists.lists]
        )


def _write_guide(book: Workbook, known: Known, *, internal: bool) -> None:
    """What belongs where, for whoever opens the file without our page beside it."""
    names, widths = (
        ["Blatt", "Spalte", "Was hinein gehört", "Mögliche Angaben"],
        [NARROW, 32, 80, 60],
    )
    page = new_sheet(book, GUIDE, names, widths=widths)
    for line in guide_lines(known, internal=internal):
        page.append([_cell(page, said) for said in line])


def guide_lines(known: Known, *, internal: bool) -> Iterator[tuple[str, str, str, str]]:
    """Sheet, column, what belongs there, and what it may say, for every column."""
    for sheet in SHEETS:
        yield sheet.title, "", sheet.hint, ""
        for column in sheet.shown(internal=internal):
            words = column.offered(known) if column.is_fixed else []
            yield "", column.heading, column.hint, ", ".join(words)
