"""All tables as sheets of one Excel workbook, the first of which explains them."""

from datetime import datetime
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from participation.contributions.exports import readme
from participation.contributions.exports.rows import pieces_of
from participation.contributions.exports.selection import Selection
from participation.contributions.exports.tables import Table, tables
from participation.contributions.exports.watching import Say
from smartregion.core.workbook import (
    GERMAN_MOMENT,
    bold_cell,
    day_cell,
    new_sheet,
    new_workbook,
    text_cell,
)


def write(selection: Selection, file: IO[bytes], *, at: datetime, say: Say) -> None:
    """Write the workbook."""
    with new_workbook() as book:
        _readme(book, selection, at)
        for table in tables:
            _table(book, table, selection, say)
        book.save(file)


def _readme(book: Workbook, selection: Selection, at: datetime) -> None:
    sheet = book.create_sheet(_("Lies mich"))
    for letter, width in zip("ABCD", (28, 28, 70, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for word, says in readme.facts(selection, at=at):
        sheet.append([bold_cell(sheet, word), text_cell(sheet, says)])
    sheet.append([])
    heading = (_("Blatt"), _("Spalte"), _("Bedeutung"), _("Mögliche Werte"))
    sheet.append([bold_cell(sheet, name) for name in heading])
    for one in readme.described(personal=selection.with_personal_data):
        sheet.append([one.table, one.column, one.about, one.values])


def _table(book: Workbook, table: Table, selection: Selection, say: Say) -> None:
    names = [each.name for each in table.columns_for(personal=selection.with_personal_data)]
    sheet = new_sheet(book, table.name, names)
    for piece in pieces_of(table, selection):
        for row in piece:
            sheet.append([_cell(sheet, value) for value in row])
        say(table, len(piece))


def _cell(sheet: WriteOnlyWorksheet, value: object) -> Any:
    if isinstance(value, datetime):
        return day_cell(sheet, value, GERMAN_MOMENT)
    return text_cell(sheet, value) if isinstance(value, str) else value
