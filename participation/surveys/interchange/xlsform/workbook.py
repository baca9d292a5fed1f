"""Rows as a workbook; the same rows always make the same bytes."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from participation.surveys.interchange.xlsform.own import OWN

Row = Mapping[str, str]
# Characters that XML cannot hold.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# As much as a cell of Excel holds.
LONGEST_CELL = 32_767
# The moment that is written as the time of saving: the earliest one that archives know.
MOMENT = (1980, 1, 1, 0, 0, 0)
SAVED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def packed(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    """A workbook with these sheets; the keys of the rows are its columns."""
    # Takes a fifth of a second to import; only who writes a workbook needs it.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        names = dict.fromkeys(column for row in rows for column in row)
        # Our own columns come last, where they are in nobody's way.
        columns = sorted(names, key=lambda name: name.startswith(OWN))
        sheet.append([_cell(sheet, column, is_bold=True) for column in columns])
        for row in rows:
            sheet.append([_cell(sheet, row.get(column, "")) for column in columns])
    target = BytesIO()
    book.save(target)
    return _same_each_time(target)


def _cell(sheet: Any, words: str, *, is_bold: bool = False) -> Any:
    """A cell of words, never of a formula, whatever they begin with."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    if not words:
        return None
    cell = WriteOnlyCell(sheet, value=ILLEGAL.sub("", words)[:LONGEST_CELL])
    cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _same_each_time(book: BytesIO) -> bytes:
    """The archive again, without the moment at which it was written."""
    target = BytesIO()
    with ZipFile(book) as written, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in written.namelist():
            entry = ZipInfo(name, MOMENT)
            entry.compress_type = ZIP_DEFLATED
            content = written.read(name)
            if name == "docProps/core.xml":
                content = SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            archive.writestr(entry, content)
    return target.getvalue()
