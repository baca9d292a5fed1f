"""All tables as CSV in one archive, with a text that explains them."""

import csv
import io
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from participation.contributions.exports import readme
from participation.contributions.exports.rows import Piece, pieces_of
from participation.contributions.exports.selection import Selection
from participation.contributions.exports.tables import Table, tables
from participation.contributions.exports.watching import Say
from smartregion.core.csvfile import cell

# Excel takes a file for UTF-8 only with this mark.
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
README = "LIESMICH.txt"


def write(selection: Selection, file: IO[bytes], *, at: datetime, say: Say) -> None:
    """Write the archive piece by piece."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(README, MARK + readme.text(selection, at=at))
        for table in tables:
            with archive.open(f"{table.name}.csv", "w") as target:
                _table(table, selection, target, say)


def _table(table: Table, selection: Selection, target: IO[bytes], say: Say) -> None:
    names = [each.name for each in table.columns_for(personal=selection.with_personal_data)]
    target.write(MARK.encode() + _lines([names]))
    for piece in pieces_of(table, selection):
        target.write(_lines(piece))
        say(table, len(piece))


def _lines(rows: "Piece | list[list[str]]") -> bytes:
    sheet = io.StringIO(newline="")
    csv.writer(sheet, delimiter=";").writerows([_cell(value) for value in row] for row in rows)
    return sheet.getvalue().encode()


def _cell(value: object) -> str:
    return f"{value:%d.%m.%Y %H:%M}" if isinstance(value, datetime) else cell(value)
