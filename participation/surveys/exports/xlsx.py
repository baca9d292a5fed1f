"""Responses as an Excel workbook: answers, code book, and what the file is about."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from participation.surveys.columns import NOT_SHOWN
from participation.surveys.exports.cells import Cells, as_they_are
from participation.surveys.exports.code_book import code_book_of, code_book_rows
from participation.surveys.exports.facts import Facts
from participation.surveys.exports.rows import heading, pieces_of
from participation.surveys.exports.selection import Selection
from participation.surveys.exports.watching import Say
from smartregion.core.csvfile import FORMULA

# What stands in no XML document; openpyxl knows the control characters only.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Characters in one cell.
LONGEST = 32_767
GERMAN_DAY = "DD.MM.YYYY"
BOLD = Font(bold=True)


def write(selection: Selection, facts: Facts, file: IO[bytes], say: Say) -> int:
    """Write the workbook; how many responses stand in it. ``say`` hears how far it is."""
    with _workbook() as book:
        written = _answers(book, selection, say)
        _code_book(book, selection, facts.language)
        _about(book, facts)
        book.save(file)
    return written


@contextmanager
def _workbook() -> Iterator[Workbook]:
    """Sheets lie in temporary files until they are saved; without saving they would stay there."""
    book = Workbook(write_only=True)
    try:
        yield book
    except BaseException:
        for sheet in book.worksheets:
            if not sheet.closed:
                sheet.close()
                sheet._writer.cleanup()
        raise


def _answers(book: Workbook, selection: Selection, say: Say) -> int:
    sheet = _sheet(book, _("Antworten"), heading(selection))
    written = 0
    for piece in pieces_of(selection, _cells_of(sheet)):
        for row in piece:
            sheet.append(row)
        written += len(piece)
        say(written, selection.n)
    return written


def _sheet(book: Workbook, title: str, names: Iterable[str]) -> WriteOnlyWorksheet:
    """A sheet whose heading stays in sight."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, name) for name in names])
    return sheet


def _bold(sheet: WriteOnlyWorksheet, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = BOLD
    return cell


# -- cells ---------------------------------------------------------------------------------------
def _cells_of(sheet: WriteOnlyWorksheet) -> Cells:
    """Numbers are numbers, days are days, and a text is never a formula."""
    return Cells(
        not_shown=NOT_SHOWN,
        empty=None,
        text=lambda said: text_cell(sheet, said),
        number=as_they_are,
        day=lambda day: _day_cell(sheet, day),
    )


def text_cell(sheet: WriteOnlyWorksheet, said: str) -> Any:
    """A text as it is; what Excel would take for a formula or an error is marked as text, as by an apostrophe."""
    said = NOT_XML.sub("\N{REPLACEMENT CHARACTER}", said)
    if len(said) > LONGEST:
        raise ValidationError(
            _(
                "Ein Text ist länger, als eine Zelle in Excel fasst. Bitte wählen Sie CSV oder SPSS."
            ),
            code="too_long",
        )
    if not said.startswith(FORMULA) and said not in ERROR_CODES:
        return said
    cell = WriteOnlyCell(sheet)
    cell._value, cell.data_type, cell.quotePrefix = said, "s", True
    return cell


def _day_cell(sheet: WriteOnlyWorksheet, day: date) -> Any:
    cell = WriteOnlyCell(sheet, value=day)
    cell.number_format = GERMAN_DAY
    return cell


# -- further sheets ------------------------------------------------------------------------------
def _code_book(book: Workbook, selection: Selection, language: str) -> None:
    names, *rows = code_book_rows(code_book_of(selection, language=language))
    sheet = _sheet(book, _("Codebuch"), map(str, names))
    sheet.column_dimensions["B"].width = sheet.column_dimensions["G"].width = 60
    for row in rows:
        sheet.append([text_cell(sheet, str(value)) for value in row])


def _about(book: Workbook, facts: Facts) -> None:
    sheet = book.create_sheet(_("Angaben"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 80
    for title, value in facts.lines():
        sheet.append([_bold(sheet, title), _typed(sheet, value)])


def _typed(sheet: WriteOnlyWorksheet, value: str | int | date) -> Any:
    if isinstance(value, date):
        return _day_cell(sheet, value)
    return text_cell(sheet, value) if isinstance(value, str) else value
