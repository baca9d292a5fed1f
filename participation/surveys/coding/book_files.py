"""A code book as a table: to be reused for another question, another survey, another office."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.surveys.models import TextCode
from smartregion.core.csvfile import Column, Delimiter, Encoding, Row, RowError, read_table
from smartregion.core.slugs import free_slug

CODE, LABEL, DESCRIPTION, EXAMPLE = "Code", "Bezeichnung", "Wann dieser Code gilt", "Beispiel"
COLUMNS = (
    Column(CODE, also=("Kürzel",)),
    Column(LABEL, also=("Name", "Label"), required=True),
    Column(DESCRIPTION, also=("Beschreibung", "Definition", "Description")),
    Column(EXAMPLE, also=("Ankerbeispiel", "Example")),
)
LONGEST = {LABEL: 120, DESCRIPTION: 1000, EXAMPLE: 500}
# More of them nobody overlooks; every line of a file becomes a code of the book.
MOST_CODES = 100
SHORT_NAME = re.compile(r"[-a-zA-Z0-9_]{1,20}")


@dataclass(frozen=True)
class BookRow:
    """One code as a file describes it."""

    code: str
    label: str
    description: str
    example: str


def rows_of(codes: Iterable[TextCode]) -> Iterator[tuple[str, ...]]:
    """The table of a code book, its heading first."""
    yield (CODE, LABEL, DESCRIPTION, EXAMPLE)
    for code in codes:
        yield (code.code, code.label, code.description, code.example)


def read_book(
    *, data: bytes, encoding: Encoding, delimiter: Delimiter
) -> tuple[list[BookRow], list[RowError]]:
    """The codes of a file, and everything that is wrong with it."""
    table = read_table(data, encoding=encoding, delimiter=delimiter, columns=COLUMNS)
    rows: list[BookRow] = []
    errors = list(table.errors)
    if len(table.rows) > MOST_CODES:
        # Each line is compared with all before it.
        return rows, [*errors, RowError(0, "", too_many())]
    for row in table.rows:
        faults = list(_faults(row, rows))
        errors += faults
        if not faults:
            rows.append(_row(row, rows))
    return rows, errors


def too_many() -> str:
    """Why a book takes no further code."""
    return _("Mehr als %(most)d Codes überblickt niemand. Führen Sie zuerst einige zusammen.") % {
        "most": MOST_CODES
    }


def _row(row: Row, before: list[BookRow]) -> BookRow:
    cells = {column.name: _unguarded(row.cells.get(column.name, "")) for column in COLUMNS}
    taken = [each.code for each in before]
    code = cells[CODE] or free_slug(cells[LABEL], taken=taken, otherwise="code", length=16)
    return BookRow(code, " ".join(cells[LABEL].split()), cells[DESCRIPTION], cells[EXAMPLE])


def _unguarded(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running the cell (csvfile.write_table)."""
    return cell[1:] if cell[:2] in {"'=", "'+", "'-", "'@"} else cell


def _faults(row: Row, before: list[BookRow]) -> Iterator[RowError]:
    code, label = row.cells.get(CODE, ""), row.cells.get(LABEL, "")
    if code and not SHORT_NAME.fullmatch(code):
        reason = _("Ein Kürzel hat höchstens 20 Buchstaben, Ziffern, Binde- und Unterstriche.")
        yield RowError(row.line, CODE, reason)
    if code and any(each.code == code for each in before):
        yield RowError(row.line, CODE, _("Dieses Kürzel kommt zweimal vor."))
    if not label:
        yield RowError(row.line, LABEL, _("Die Bezeichnung fehlt."))
    if any(each.label.casefold() == " ".join(label.split()).casefold() for each in before):
        yield RowError(row.line, LABEL, _("Diese Bezeichnung kommt zweimal vor."))
    for name, limit in LONGEST.items():
        if len(row.cells.get(name, "")) > limit:
            reason = _("Der Text ist zu lang: höchstens %(limit)d Zeichen.") % {"limit": limit}
            yield RowError(row.line, name, reason)
