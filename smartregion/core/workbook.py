"""Excel workbooks that are written row by row, with cells that run nothing.

Importing this loads openpyxl, which takes a second and 40 MB: only what writes a workbook does it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from smartregion.core.csvfile import FORMULA
from smartregion.core.xmltext import in_xml

# Characters in one cell.
LONGEST = 32_767
GERMAN_DAY = "DD.MM.YYYY"
GERMAN_MOMENT = "DD.MM.YYYY HH:MM"
BOLD = Font(bold=True)


@contextmanager
def new_workbook() -> Iterator[Workbook]:
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


def new_sheet(
    book: Workbook, title: str, names: Iterable[str], *, widths: Sequence[int] = ()
) -> WriteOnlyWorksheet:
    """A sheet whose heading stays in sight; ``widths`` count characters, column by column."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([bold_cell(sheet, name) for name in names])
    return sheet


def bold_cell(sheet: WriteOnlyWorksheet, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = BOLD
    return cell


def text_cell(sheet: WriteOnlyWorksheet, said: str) -> Any:
    """A text as it is; what Excel would take for a formula or an error is marked as text, as by an apostrophe."""
    said = in_xml(said)
    if len(said) > LONGEST:
        raise ValidationError(
            _(
                "Ein Text ist länger, als eine Zelle in Excel fasst. Bitte wählen Sie ein anderes Format."
            ),
            code="too_long",
        )
    if not said.startswith(FORMULA) and said not in ERROR_CODES:
        return said
    cell = WriteOnlyCell(sheet)
    cell._value, cell.data_type, cell.quotePrefix = said, "s", True
    return cell


def day_cell(sheet: WriteOnlyWorksheet, day: date, form: str = GERMAN_DAY) -> Any:
    cell = WriteOnlyCell(sheet, value=day)
    cell.number_format = form
    return cell
