"""CSV files between an office and its spreadsheet: read with every fault named, written for Excel.

Reading
    ``read_table`` takes the bytes of an upload and gives a ``Table``: the rows, and one ``RowError``
    for everything that is wrong, with line, column and reason. It never raises and never guesses:
    a file that was saved in another encoding or with another delimiter is refused with the advice
    which one to choose. What the cells mean is checked by the room that asked; it adds its own
    ``RowError``s to the list and stores nothing while the list has entries.

        table = read_table(data, encoding=…, delimiter=…, columns=[Column("name", required=True)])
        for row in table.rows:
            row.line, row.cells["name"]

    ``read_number`` reads one cell as a number in German or English notation and refuses what could
    mean two numbers.

Writing
    ``write_table`` gives bytes that a German Excel opens by a double click, with cells that look
    like formulas made harmless; ``stream_table`` gives them piece by piece.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from itertools import islice

from django.db.models import TextChoices
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.core.numbers import readings

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 500
NOT_FOR_READING = (
    (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),  # "Unicode-Text" of older Excel versions
    (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"),  # .xlsx, .ods and .xls
)


class Encoding(TextChoices):
    UTF8 = "utf-8", gettext_lazy("UTF-8")
    WINDOWS = "windows-1252", gettext_lazy("Windows-1252 (ältere Programme)")

    @property
    def codec(self) -> str:
        # With "-sig", because Excel puts a byte order mark in front.
        return "utf-8-sig" if self is Encoding.UTF8 else "cp1252"

    @property
    def other(self) -> "Encoding":
        return Encoding.WINDOWS if self is Encoding.UTF8 else Encoding.UTF8


class Delimiter(TextChoices):
    SEMICOLON = "semicolon", gettext_lazy("Semikolon ( ; )")
    COMMA = "comma", gettext_lazy("Komma ( , )")
    TAB = "tab", gettext_lazy("Tabulator")

    @property
    def sign(self) -> str:
        return {"semicolon": ";", "comma": ",", "tab": "\t"}[self.value]


@dataclass(frozen=True)
class Column:
    """A column that a file may have; ``also`` are other headings people may give it."""

    name: str
    also: tuple[str, ...] = ()
    required: bool = False

    @property
    def headings(self) -> set[str]:
        return {_folded(heading) for heading in (self.name, *self.also)}


@dataclass(frozen=True)
class Row:
    """A row with its line in the file, as an editor counts; cells by the name of their column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class RowError:
    """What is wrong, and where; line 0 is the file as a whole."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True)
class Table:
    """What a file holds. ``columns`` are the names of those that were found, in their order."""

    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


class _Refused(Exception):
    """The file cannot be read any further."""

    def __init__(self, *errors: RowError) -> None:
        self.errors = list(errors)


# -- reading -----------------------------------------------------------------------------------
def read_table(
    data: bytes, *, encoding: Encoding, delimiter: Delimiter, columns: Sequence[Column]
) -> Table:
    """All rows below the heading; empty lines are left out."""
    table = Table()
    try:
        records = _records(_decoded(data, encoding), delimiter, table.errors)
        names = _names(next(records, (0, [])), delimiter, columns, table.errors)
        table.columns.extend(name for name in names if name)
        table.rows.extend(_rows(records, names, table.errors))
    except _Refused as refusal:
        table.errors.extend(refusal.errors)
    if not (table.rows or table.errors):
        table.errors.append(_whole(_("Unter der Kopfzeile steht keine einzige Zeile.")))
    table.errors.sort(key=lambda error: error.line)
    return table


def _whole(reason: str) -> RowError:
    return RowError(0, "", reason)


def _decoded(data: bytes, encoding: Encoding) -> str:
    _refuse_other_formats(data)
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    if with_nul := [number for number, line in enumerate(lines, 1) if b"\0" in line]:
        reason = _("Die Zeile enthält Nullbytes. So etwas steht nicht in einer CSV-Datei.")
        raise _Refused(*(RowError(line, "", reason) for line in with_nul))
    strange = [number for number, line in enumerate(lines, 1) if not _fits(line, encoding)]
    if strange:
        raise _Refused(*_wrong_encoding(data, encoding, strange))
    text = data.decode(encoding.codec)
    if not text.strip():
        raise _Refused(_whole(_("Die Datei ist leer.")))
    # Windows-1252 reads nearly every byte, also those of UTF-8: "GÃ¶rzke" would be stored.
    if encoding is Encoding.WINDOWS and not data.isascii() and _fits(data, Encoding.UTF8):
        foreign = [number for number, line in enumerate(lines, 1) if not line.isascii()]
        raise _Refused(*_wrong_encoding(data, encoding, foreign))
    return text


def _refuse_other_formats(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise _Refused(_whole(_("Die Datei ist größer als 2 MB.")))
    utf16, workbooks = NOT_FOR_READING
    if data.startswith(utf16):
        raise _Refused(
            _whole(_("Die Datei ist in UTF-16 gespeichert. Speichern Sie sie als „CSV UTF-8“."))
        )
    if data.startswith(workbooks):
        raise _Refused(
            _whole(
                _("Das ist eine Arbeitsmappe, keine CSV-Datei. Speichern Sie sie als „CSV UTF-8“.")
            )
        )


def _fits(data: bytes, encoding: Encoding) -> bool:
    try:
        data.decode(encoding.codec)
    except UnicodeDecodeError:
        return False
    return True


def _wrong_encoding(data: bytes, encoding: Encoding, lines: list[int]) -> Iterator[RowError]:
    if _fits(data, encoding.other):
        advice = _("Die Datei ist anders gespeichert. Wählen Sie als Zeichensatz: %(other)s.")
    else:
        advice = _("Die Datei passt zu keinem Zeichensatz. Speichern Sie sie als „CSV UTF-8“.")
    yield _whole(advice % {"other": encoding.other.label})
    reason = _("Umlaute oder Sonderzeichen dieser Zeile sind mit diesem Zeichensatz nicht lesbar.")
    yield from (RowError(line, "", reason) for line in lines)


def _records(
    text: str, delimiter: Delimiter, errors: list[RowError]
) -> Iterator[tuple[int, list[str]]]:
    """Lines with their number and stripped cells; a cell in quotation marks may hold several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter.sign, strict=True)
    found = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            reason = _("Die Anführungszeichen stimmen nicht: Eines wird nicht geschlossen.")
            errors.append(RowError(line, "", reason))
            continue
        if any(cells):
            found += 1
            if found > MAX_ROWS:
                limit = _("Die Datei hat mehr als %(n)d Zeilen.") % {"n": MAX_ROWS}
                raise _Refused(_whole(limit))
            yield line, cells


def _names(
    heading: tuple[int, list[str]],
    delimiter: Delimiter,
    columns: Sequence[Column],
    errors: list[RowError],
) -> list[str]:
    """The name of each column by its place; what has no heading is called ""."""
    line, cells = heading
    _refuse_other_delimiter(line, cells, delimiter)
    if len(cells) > MAX_COLUMNS:
        limit = _("Die Kopfzeile hat mehr als %(n)d Spalten.") % {"n": MAX_COLUMNS}
        raise _Refused(RowError(line, "", limit))
    known = {title: column.name for column in columns for title in column.headings}
    names: list[str] = []
    for cell in cells:
        name = known.get(_folded(cell), "")
        if cell and not name:
            errors.append(RowError(line, cell, _unknown_column(cell, columns)))
        elif name and name in names:
            errors.append(RowError(line, cell, _("Diese Spalte kommt zweimal vor.")))
        names.append(name if name not in names else "")
    missing = [column.name for column in columns if column.required and column.name not in names]
    if missing:
        reason = _("Diese Spalte fehlt in der Kopfzeile.")
        raise _Refused(*(RowError(line, name, reason) for name in missing))
    return names


def _refuse_other_delimiter(line: int, cells: list[str], delimiter: Delimiter) -> None:
    if len(cells) != 1:
        return
    counts = {other: cells[0].count(other.sign) for other in Delimiter if other is not delimiter}
    likely = max(counts, key=lambda other: counts[other])
    if counts[likely]:
        raise _Refused(
            RowError(
                line,
                "",
                _("Die Kopfzeile hat nur eine Spalte. Wählen Sie als Trennzeichen: %(other)s.")
                % {"other": likely.label},
            )
        )


def _unknown_column(heading: str, columns: Sequence[Column]) -> str:
    known = {title: column.name for column in columns for title in column.headings}
    near = get_close_matches(_folded(heading), known, n=1, cutoff=0.6)
    if near:
        return _("Diese Spalte ist unbekannt. Ist „%(name)s“ gemeint?") % {"name": known[near[0]]}
    return _("Diese Spalte ist unbekannt.")


def _folded(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _rows(
    records: Iterator[tuple[int, list[str]]], names: list[str], errors: list[RowError]
) -> Iterator[Row]:
    # Spreadsheets write empty columns behind the last one that was ever used.
    width = max((place for place, name in enumerate(names, 1) if name), default=0)
    for line, cells in records:
        if len(cells) < width or any(cells[len(names) :]):
            counts = {"found": len(cells), "wanted": len(names)}
            reason = _("Die Zeile hat %(found)d Zellen, die Kopfzeile %(wanted)d.") % counts
            errors.append(RowError(line, "", reason))
            continue
        yield Row(line, {name: cell for name, cell in zip(names, cells, strict=False) if name})


# -- numbers -----------------------------------------------------------------------------------
# Signs of official statistics: "-" means that there is nothing, "." that nobody may know.
SIGNS = frozenset({"-", "–", "—", ".", "…", "...", "/", "x", "X", "•"})


def read_number(text: str, *, whole: bool = False, places: int | None = None) -> Decimal:
    """The number in a cell: 1.234,5 and 1234.5 alike; ``ValueError`` with a sentence otherwise.

    "1.234" may be a thousand or a little more than one. Where only whole numbers make sense
    (``whole``), or fewer decimals than three (``places``), it is a thousand; elsewhere it is refused.
    """
    written, found = readings(text)
    if written in SIGNS:
        raise ValueError(
            _("„%(sign)s“ ist keine Zahl. Nicht erhoben: Zelle leer lassen. Nichts vorhanden: 0.")
            % {"sign": written}
        )
    if not found:
        raise ValueError(_("„%(text)s“ ist keine Zahl.") % {"text": text[:40]})
    # Whoever writes cents never writes three decimals.
    is_thousands = whole or (places is not None and places < 3)
    if len(found) > 1 and not is_thousands:
        raise ValueError(_ambiguous(written, found))
    value = max(found, key=abs)
    if whole and value != value.to_integral_value():
        raise ValueError(_("Hier steht eine ganze Zahl, ohne Nachkommastellen."))
    return value


def _ambiguous(text: str, found: set[Decimal]) -> str:
    small, large = sorted(map(abs, found))
    return _(
        "„%(text)s“ kann %(large)s oder %(small)s heißen. Schreiben Sie %(large)s oder %(small)s0."
    ) % {"text": text, "large": _plain(large), "small": f"{small:f}".replace(".", ",")}


# -- writing -----------------------------------------------------------------------------------
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LINES_AT_ONCE = 500


def write_table(rows: Iterable[Sequence[object]]) -> bytes:
    """Semicolons, decimal commas, UTF-8 with byte order mark: opens in a German Excel as it is."""
    return b"".join(stream_table(rows))


def stream_table(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The same, piece by piece, for tables that should never be in memory as a whole."""
    yield codecs.BOM_UTF8
    lines = iter(rows)
    while piece := list(islice(lines, LINES_AT_ONCE)):
        sheet = io.StringIO(newline="")
        csv.writer(sheet, delimiter=";").writerows([cell(value) for value in row] for row in piece)
        yield sheet.getvalue().encode()


def cell(value: object) -> str:
    """A value as it stands in a file that a German Excel opens: 2,5 and 31.03.2026; a text runs nothing."""
    if value is None:
        return ""
    if isinstance(value, Decimal | int | float):
        return _plain(Decimal(str(value)))
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    text = str(value)
    # A spreadsheet would run it as a formula; behind an apostrophe it is text.
    return f"'{text}" if text.startswith(FORMULA) else text


def _plain(value: Decimal) -> str:
    digits = f"{value:f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits).replace(".", ",")


def download(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The table as a file to save."""
    response = HttpResponse(write_table(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
