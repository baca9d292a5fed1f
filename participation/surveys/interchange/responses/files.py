"""A table of responses as a file: how it is written, and its lines one after the other.

The file may be larger than the memory, so it is read several times and never kept. What cannot be
read without guessing is refused with one sentence.
"""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _

from smartregion.core.csvfile import NOT_FOR_READING
from smartregion.core.untrusted import NotReadable

PIECE = 1024 * 1024
# LimeSurvey's own tables end at 4,096 columns; a heading with more is no table of responses.
MOST_COLUMNS = 10_000
# Characters of one line of text. The longest cell (csv.field_size_limit) is 131,072.
LONGEST_LINE = 4_000_000
DELIMITERS = (";", ",", "\t")
UTF16, WORKBOOKS = NOT_FOR_READING
# What becomes of UTF-8 that is read as Windows-1252: "Ã¤", "â€“". Nobody writes that.
TWICE = re.compile("Ã[\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|â€")
# In LimeSurvey's .vv files signs that would break a line are written so.
ESCAPES = {"{newline}": "\n", "{cr}": "\r", "{tab}": "\t", "{lbrace}": "{", "{quote}": '"'}
ESCAPED = re.compile("|".join(map(re.escape, ESCAPES)))

Known = Callable[[str], bool]


def refused(sentence: str, **values: object) -> NotReadable:
    """The one sentence with which a file is sent back."""
    return NotReadable(sentence % values if values else sentence, code="table")


@dataclass(frozen=True)
class Looked:
    """What was learned from the bytes alone."""

    encoding: str
    sha256: str


def look_at(stream: BinaryIO) -> Looked:
    """Tell the encoding of a file, and its hash; all of it is read once."""
    stream.seek(0)
    start = stream.read(8)
    if not start:
        raise refused(_("Die Datei ist leer."))
    if start.startswith(UTF16):
        raise refused(_("Die Datei ist in UTF-16 gespeichert. Speichern Sie sie als „CSV UTF-8“."))
    if start.startswith(WORKBOOKS):
        raise refused(
            _("Das ist eine Arbeitsmappe, keine CSV-Datei. Speichern Sie sie als „CSV UTF-8“.")
        )
    stream.seek(0)
    utf8, windows = _Attempt("utf-8-sig"), _Attempt("cp1252")
    sha, lines = hashlib.sha256(), 1
    while piece := stream.read(PIECE):
        if (place := piece.find(b"\0")) >= 0:
            lines += piece.count(b"\n", 0, place)
            raise refused(
                _("Zeile %(line)d enthält Nullbytes. So etwas steht nicht in einer CSV-Datei."),
                line=lines,
            )
        lines += piece.count(b"\n")
        sha.update(piece)
        utf8.take(piece)
        windows.take(piece)
    utf8.take(b"", final=True)
    return Looked(_encoding(utf8, windows), sha.hexdigest())


def _encoding(utf8: "_Attempt", windows: "_Attempt") -> str:
    if utf8.is_fitting:
        return utf8.name
    if windows.is_fitting and not windows.reads_twice:
        return windows.name
    raise refused(
        _("Umlaute der Datei sind nicht sicher zu lesen. Speichern Sie sie als „CSV UTF-8“.")
    )


class _Attempt:
    """Reading bytes in one encoding, until something does not fit."""

    def __init__(self, name: str) -> None:
        self.name, self.is_fitting, self.reads_twice = name, True, False
        self._decoder = codecs.getincrementaldecoder(name)(errors="strict")

    def take(self, piece: bytes, *, final: bool = False) -> None:
        if not self.is_fitting:
            return
        try:
            text = self._decoder.decode(piece, final)
        except UnicodeDecodeError:
            self.is_fitting = False
        else:
            self.reads_twice = self.reads_twice or TWICE.search(text) is not None


@dataclass(frozen=True)
class Record:
    """One response as it stands in the file, with the line on which it begins."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A table of responses that can be read from its first line as often as wanted."""

    stream: BinaryIO = field(repr=False)
    encoding: str
    delimiter: str
    # LimeSurvey's .vv: two headings, no quotation marks, escapes instead.
    is_vv: bool
    sha256: str
    headings: tuple[str, ...]

    def records(self) -> Iterator[Record]:
        """All lines below the heading that hold anything."""
        with closing(_rows(self.stream, self.encoding, self.delimiter, is_vv=self.is_vv)) as rows:
            for _heading in range(2 if self.is_vv else 1):
                next(rows, None)
            for line, cells in rows:
                if any(cells):
                    yield Record(line, self._fitting(line, cells))

    def _fitting(self, line: int, cells: list[str]) -> list[str]:
        width, found = len(self.headings), len(cells)
        if found < width or any(cells[width:]):
            raise refused(
                _("Zeile %(line)d hat %(found)d Zellen, die Kopfzeile %(width)d."),
                line=line, found=found, width=width,
            )  # fmt: skip
        return [_unescaped(cell) for cell in cells] if self.is_vv else cells


def _unescaped(cell: str) -> str:
    return ESCAPED.sub(lambda sign: ESCAPES[sign[0]], cell) if "{" in cell else cell


def open_sheet(stream: BinaryIO, is_known: Known) -> Sheet:
    """Find out how a table is written; ``is_known`` tells headings that mean something here."""
    looked = look_at(stream)
    attempts = [
        (sum(map(is_known, cells)), len(cells), sign, is_vv, cells)
        for sign in DELIMITERS
        for is_vv in (False, True)
        if (sign == "\t" or not is_vv)
        and (cells := _heading(stream, looked.encoding, sign, is_vv=is_vv)) is not None
    ]
    known, width, sign, is_vv, cells = max(attempts, default=(0, 0, "", False, []))
    if width > MOST_COLUMNS:
        raise refused(
            _("Die Kopfzeile hat mehr als %(most)s Spalten. Das ist keine Tabelle mit Antworten."),
            most=f"{MOST_COLUMNS:,}".replace(",", "."),
        )
    if not known:
        raise refused(
            _(
                "Keine Spalte der Datei passt zu dieser Umfrage. Die erste Zeile nennt Kürzel oder Texte der Fragen, getrennt durch Semikolon, Komma oder Tabulator."
            )
        )
    return Sheet(stream, looked.encoding, sign, is_vv, looked.sha256, tuple(cells))


def _heading(stream: BinaryIO, encoding: str, sign: str, *, is_vv: bool) -> list[str] | None:
    """The cells of the heading if this is how the table is written; None where it cannot be."""
    with closing(_rows(stream, encoding, sign, is_vv=is_vv)) as rows:
        try:
            if is_vv:
                next(rows, None)
            found = next(rows, None)
        except NotReadable:
            return None
    return [" ".join(cell.split()) for cell in found[1]] if found else None


def _rows(
    stream: BinaryIO, encoding: str, sign: str, *, is_vv: bool
) -> Generator[tuple[int, list[str]], None, None]:
    """Lines with their number, as an editor counts; a cell in quotation marks may hold several."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    reader = csv.reader(
        _lines(text),
        delimiter=sign,
        strict=True,
        quoting=csv.QUOTE_NONE if is_vv else csv.QUOTE_MINIMAL,
    )
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        raise _broken(line, fault) from None
    finally:
        # Closing the wrapper would close the file, which is read again; unless somebody else did.
        with suppress(ValueError):
            text.detach()


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    for line in iter(lambda: text.readline(LONGEST_LINE), ""):
        if len(line) == LONGEST_LINE:
            raise csv.Error("line too long")
        yield line


def _broken(line: int, fault: csv.Error) -> NotReadable:
    if "limit" in str(fault) or "long" in str(fault):
        return refused(
            _(
                "Ab Zeile %(line)d ist eine Zelle länger als 131.072 Zeichen, oder ein Anführungszeichen wird nicht geschlossen."
            ),
            line=line,
        )
    return refused(
        _("Ab Zeile %(line)d stimmen die Anführungszeichen nicht: Eines wird nicht geschlossen."),
        line=line,
    )
