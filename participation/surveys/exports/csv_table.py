"""Responses as CSV: semicolons, decimal commas, UTF-8 with byte order mark."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from participation.surveys.exports.cells import CSV
from participation.surveys.exports.facts import Facts
from participation.surveys.exports.rows import heading, pieces_of
from participation.surveys.exports.selection import Selection
from participation.surveys.exports.watching import Say


def stream(selection: Selection) -> Iterator[bytes]:
    """The file, piece by piece, while it is read: it is never in memory as a whole."""
    yield _head(selection)
    for piece in pieces_of(selection, CSV):
        yield _lines(piece)


def write(selection: Selection, _facts: Facts, file: IO[bytes], say: Say) -> int:
    """Write the file; how many responses stand in it. ``say`` hears how far it is."""
    written = 0
    file.write(_head(selection))
    for piece in pieces_of(selection, CSV):
        file.write(_lines(piece))
        written += len(piece)
        say(written, selection.n)
    return written


def _head(selection: Selection) -> bytes:
    return codecs.BOM_UTF8 + _lines([[CSV.text(name) for name in heading(selection)]])


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    sheet = io.StringIO(newline="")
    csv.writer(sheet, delimiter=";").writerows(rows)
    return sheet.getvalue().encode()
