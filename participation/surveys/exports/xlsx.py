"""Responses as an Excel workbook: answers, code book, and what the file is about."""

from datetime import date
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from participation.surveys.columns import NOT_SHOWN
from participation.surveys.exports.cells import Cells, as_they_are
from participation.surveys.exports.code_book import code_book_of, code_book_rows
from participation.surveys.exports.facts import Facts
from participation.surveys.exports.rows import heading, pieces_of
from participation.surveys.exports.selection import Selection
from participation.surveys.exports.watching import Say
from smartregion.core.workbook import bold_cell, day_cell, new_sheet, new_workbook, text_cell


def write(selection: Selection, facts: Facts, file: IO[bytes], say: Say) -> int:
    """Write the workbook; how many responses stand in it. ``say`` hears how far it is."""
    with new_workbook() as book:
        written = _answers(book, selection, say)
        _code_book(book, selection, facts.language)
        _about(book, facts)
        book.save(file)
    return written


def _answers(book: Workbook, selection: Selection, say: Say) -> int:
    sheet = new_sheet(book, _("Antworten"), heading(selection))
    written = 0
    for piece in pieces_of(selection, _cells_of(sheet)):
        for row in piece:
            sheet.append(row)
        written += len(piece)
        say(written, selection.n)
    return written


# -- cells ---------------------------------------------------------------------------------------
def _cells_of(sheet: WriteOnlyWorksheet) -> Cells:
    """Numbers are numbers, days are days, and a text is never a formula."""
    return Cells(
        not_shown=NOT_SHOWN,
        empty=None,
        text=lambda said: text_cell(sheet, said),
        number=as_they_are,
        day=lambda day: day_cell(sheet, day),
    )


# -- further sheets ------------------------------------------------------------------------------
def _code_book(book: Workbook, selection: Selection, language: str) -> None:
    names, *rows = code_book_rows(code_book_of(selection, language=language))
    sheet = new_sheet(book, _("Codebuch"), map(str, names))
    sheet.column_dimensions["B"].width = sheet.column_dimensions["G"].width = 60
    for row in rows:
        sheet.append([text_cell(sheet, str(value)) for value in row])


def _about(book: Workbook, facts: Facts) -> None:
    sheet = book.create_sheet(_("Angaben"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 80
    for title, value in facts.lines():
        sheet.append([bold_cell(sheet, title), _typed(sheet, value)])


def _typed(sheet: WriteOnlyWorksheet, value: str | int | date) -> Any:
    if isinstance(value, date):
        return day_cell(sheet, value)
    return text_cell(sheet, value) if isinstance(value, str) else value
