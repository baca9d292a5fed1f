"""A workbook as rows, with every fault named by sheet, line and column. What the cells mean is asked later."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from measures.exchange.book import GUIDE, LISTS, NUMBER, SHEETS
from measures.exchange.cells import text_of
from measures.exchange.formulas import Cells, broken_cells
from measures.exchange.known import folded
from measures.exchange.plans import Fault
from measures.exchange.sheets import Sheet
from smartregion.core.untrusted import MOST_ROWS, NotReadable, Workbook, open_workbook_safely

# The file goes to the preview and back, a third longer, in one form of at most five megabytes.
MAX_BYTES = 3 * 1024 * 1024


@dataclass(frozen=True)
class RawRow:
    """A row as it stands in the file; cells by the name of their column."""

    sheet: Sheet
    line: int
    number: str
    cells: dict[str, Any]


@dataclass
class Given:
    """What a file holds. With a single fault nothing of it is stored."""

    rows: dict[str, list[RawRow]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_workbook(data: bytes) -> Given:
    """All rows of all sheets that we know."""
    given = Given()
    if len(data) > MAX_BYTES:
        given.faults.append(Fault("", 0, "", _("Die Datei ist größer als 3 MB.")))
        return given
    try:
        book = open_workbook_safely(data)
        _read_sheets(book, broken_cells(data, book.sheets), given)
    except NotReadable as refusal:
        given.faults.append(Fault("", 0, "", " ".join(refusal.messages)))
    return given


def _read_sheets(book: Workbook, broken: dict[str, Cells], given: Given) -> None:
    known = {folded(sheet.title): sheet for sheet in SHEETS}
    for title in book.sheets:
        sheet = known.get(folded(title))
        if sheet:
            rows = book.rows(title)
            given.rows[sheet.key] = list(_rows(sheet, rows, broken.get(title, {}), given.faults))
        elif folded(title) not in {folded(GUIDE), folded(LISTS)}:
            _pass_over(title, known, given)
    if not given.rows:
        titles = ", ".join(sheet.title for sheet in SHEETS)
        reason = _("Die Datei hat keines dieser Blätter: %(titles)s.") % {"titles": titles}
        given.faults.append(Fault("", 0, "", reason))
    elif not (any(given.rows.values()) or given.faults):
        given.faults.append(Fault("", 0, "", _("In der Datei steht keine einzige Maßnahme.")))


def _pass_over(title: str, known: dict[str, Sheet], given: Given) -> None:
    """A sheet of somebody's own is left out; one whose title is a slip is not."""
    near = get_close_matches(folded(title), known, n=1, cutoff=0.8)
    if near:
        reason = _("Dieses Blatt ist unbekannt. Ist „%(title)s“ gemeint?")
        given.faults.append(Fault(title, 0, "", reason % {"title": known[near[0]].title}))
    else:
        given.notes.append(_("Das Blatt „%(title)s“ wurde nicht gelesen.") % {"title": title})


def _rows(
    sheet: Sheet,
    rows: list[tuple[int, tuple[Any, ...]]],
    broken: Cells,
    faults: list[Fault],
) -> Iterator[RawRow]:
    if not rows:
        return
    (head, titles), *below = rows
    names = _names(sheet, head, titles, faults)
    if below and below[-1][0] >= MOST_ROWS:
        reason = _("Das Blatt hat mehr als %(n)d Zeilen.") % {"n": MOST_ROWS}
        faults.append(Fault(sheet.title, 0, "", reason))
    for line, cells in below if "number" in names else []:
        faults += _broken_in(sheet, line, names, broken)
        row = _row(sheet, line, dict(zip(names, cells, strict=False)))
        if row.number:
            yield row
        elif any(text_of(cell) for cell in row.cells.values()):
            reason = _("Hier fehlt die Nummer der Maßnahme.")
            faults.append(Fault(sheet.title, line, NUMBER, reason))


def _row(sheet: Sheet, line: int, cells: dict[str, Any]) -> RawRow:
    number = text_of(cells.pop("number", None))
    cells.pop("", None)
    return RawRow(sheet, line, number, cells)


def _names(sheet: Sheet, line: int, titles: tuple[Any, ...], faults: list[Fault]) -> list[str]:
    """The name of each column by its place; what has no heading, or one of nobody's, is called ""."""
    known = {folded(column.heading): column.name for column in sheet.columns}
    known[folded(NUMBER)] = "number"
    names: list[str] = []
    for title in map(text_of, titles):
        name = known.get(folded(title), "")
        if title and not name:
            faults.append(Fault(sheet.title, line, title, _unknown_column(sheet, title)))
        elif name and name in names:
            reason = _("Diese Spalte kommt zweimal vor.")
            faults.append(Fault(sheet.title, line, title, reason))
        names.append(name if name not in names else "")
    if "number" not in names:
        reason = _("Diese Spalte fehlt in der Kopfzeile.")
        faults.append(Fault(sheet.title, line, NUMBER, reason))
    return names


def _unknown_column(sheet: Sheet, title: str) -> str:
    headings = {folded(column.heading): column.heading for column in sheet.columns}
    near = get_close_matches(folded(title), headings, n=1, cutoff=0.6)
    if near:
        return _("Diese Spalte ist unbekannt. Ist „%(name)s“ gemeint?") % {
            "name": headings[near[0]]
        }
    return _("Diese Spalte ist unbekannt.")


def _broken_in(sheet: Sheet, line: int, names: list[str], broken: Cells) -> Iterator[Fault]:
    headings = {column.name: column.heading for column in sheet.columns} | {"number": NUMBER}
    for place, name in enumerate(names, 1):
        if name and (line, place) in broken:
            yield Fault(sheet.title, line, headings[name], broken[line, place])
