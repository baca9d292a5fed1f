"""All figures and tables of a book as data, for the data package and for what a PDF carries along.

for each in data_of(book):
    each.name                "abbildung-4-3"
    each.head, each.rows     text, as it is printed
    csv_of(each)             bytes that a German Excel opens; README and code book say more
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lxml import html as lxml_html

from smartregion.core.csvfile import write_table
from smartregion.reports.rendering.book import Book, Chapter
from smartregion.reports.rendering.numbering import Numbered

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# White space of the markup; spaces that must not break are none.
WHITE = re.compile(r"[ \t\r\n\f]+")
MARK = re.compile(r"\bT[0-9A-Z.]+-[0-9a-f]{6}\b")
# Elements, and classes of inline elements, whose text is no part of the sentence before or after them.
OWN_LINE = {"more", "source"}
APART = {"p", "li", "br", "div", "ul", "ol"}


@dataclass(frozen=True)
class Tabulated:
    """One figure or table with its numbers, named and marked as it is printed."""

    kind: Literal["figure", "table"]
    anchor: str
    label: str
    title: str
    mark: str
    chapter: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    # What the numbers rest on: n, date, filter.
    base: Sequence[str] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """Its label as the name of a file: abbildung-4-3."""
        kind, _space, number = self.label.partition(" ")
        return f"{kind}-{number.replace('.', '-')}".lower()


def data_of(book: Book) -> list[Tabulated]:
    """Every numbered figure and table, in the order in which they are printed."""
    return [found for chapter in book.chapters for found in of_chapter(chapter)]


def of_chapter(chapter: Chapter) -> Iterator[Tabulated]:
    """The figures and tables of one chapter."""
    written = chapter.written()
    tables = tables_of(written.html)
    for entry in written.entries:
        if entry.kind == "figure":
            yield _figure(entry, chapter)
        elif entry.anchor in tables:
            yield _table(entry, chapter, tables[entry.anchor])


def csv_of(each: Tabulated) -> bytes:
    """Semicolons, UTF-8 with byte order mark; cells that look like formulas run nothing."""
    return write_table([each.head, *each.rows])


def _figure(entry: Numbered, chapter: Chapter) -> Tabulated:
    chart = entry.chart
    if chart is None:
        raise ValueError(entry.anchor)
    return Tabulated(
        "figure", entry.anchor, entry.label, entry.title, entry.mark, chapter.name,
        chart.table.head, chart.table.rows, entry.base, chart.note,
    )  # fmt: skip


def _table(entry: Numbered, chapter: Chapter, table: Any) -> Tabulated:
    head, rows = grid_of(table)
    mark = MARK.search(text_of(table.find("caption")))
    return Tabulated(
        "table", entry.anchor, entry.label, entry.title, mark.group() if mark else "",
        chapter.name, head, rows,
    )  # fmt: skip


# -- reading markup ----------------------------------------------------------------------------
def tables_of(markup: str) -> dict[str, Any]:
    """The numbered tables of a chapter by their anchors."""
    tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    found = ((table, table.find("caption")) for table in tree.iter("table"))
    return {
        caption.get("id"): table
        for table, caption in found
        if caption is not None and caption.get("id")
    }


def grid_of(table: Any) -> tuple[list[str], list[list[str]]]:
    """Heading and rows as text; a cell over several columns stands in each of them."""
    # A cell may hold a table of its own, as a wording does that somebody wrote.
    rows = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    lines = [_cells(row) for row in rows]
    has_head = table.find("thead") is not None
    return (lines[0], lines[1:]) if has_head and lines else ([], lines)


def _cells(row: Any) -> list[str]:
    cells = (cell for cell in row if cell.tag in ("th", "td"))
    return [text for cell in cells for text in [text_of(cell)] * int(cell.get("colspan", 1))]


def text_of(element: Any) -> str:
    """What somebody reads in an element: without hyphens that only may be, and without signs for words."""
    return WHITE.sub(" ", "".join(_pieces(element)).replace(SOFT_HYPHEN, "")).strip(" ")


def is_apart(element: Any) -> bool:
    """Whether it stands on lines of its own, though it may be part of a sentence by its name."""
    return element.tag in APART or bool(OWN_LINE & set((element.get("class") or "").split()))


def _pieces(element: Any) -> Iterator[str]:
    # The sign of a traffic light says what the word beside it says.
    if "light" in (element.get("class") or "").split():
        return
    yield element.text or ""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        space = " " * is_apart(child)
        yield from (space, *_pieces(child), space, child.tail or "")
