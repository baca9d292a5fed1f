"""Responses as CSV: semicolons, decimal commas, UTF-8 with byte order mark."""

import codecs
import csv
import io
from collections.abc import Iterator

from participation.surveys.exports.cells import CSV
from participation.surveys.exports.rows import heading, pieces_of
from participation.surveys.exports.selection import Selection


def stream(selection: Selection) -> Iterator[bytes]:
    """The file, piece by piece, while it is read: it is never in memory as a whole."""
    yield codecs.BOM_UTF8 + _lines([list(map(CSV.text, heading(selection)))])
    for piece in pieces_of(selection, CSV):
        yield _lines(piece)


def _lines(rows: list) -> bytes:  # type: ignore[type-arg]
    sheet = io.StringIO(newline="")
    csv.writer(sheet, delimiter=";").writerows(rows)
    return sheet.getvalue().encode()
