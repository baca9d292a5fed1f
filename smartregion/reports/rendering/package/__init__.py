"""The data package: what a report says, as data for everybody.

LIESMICH.txt            what this is, how to cite it, licence
inhalt.csv              all figures and tables with marks and bases
codebuch.csv            every column of every file
schnappschuss.json      the frozen content that the report was made from
tabellen.xlsx           all tables in one workbook
tabellen/…csv           one file for each figure and table of the report
daten/…csv              measures, costs, milestones, indicators, survey figures, …
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.csvfile import write_table
from smartregion.core.packing import packed
from smartregion.reports.rendering.book import Book
from smartregion.reports.rendering.data import Tabulated, of_chapter
from smartregion.reports.rendering.making import Printed, Progress, Say, part
from smartregion.reports.rendering.package import cycles, measures, participation  # noqa: F401
from smartregion.reports.rendering.package.datasets import Filled, filled
from smartregion.reports.rendering.package.readme import code_book_of, contents_of, readme_of
from smartregion.reports.rendering.package.typed import typed
from smartregion.reports.rendering.package.workbook import workbook_of

__all__ = ["render_package"]


def render_package(book: Book, *, say: Say) -> Printed:
    """The data package as ZIP; the same book gives the same bytes."""
    with translation.override(book.stamp.language):
        progress = Progress(say, total=len(book.chapters) + 1)
        tables: list[Tabulated] = []
        for chapter in book.chapters:
            progress.step(chapter.title)
            with part(chapter.name):
                tables += of_chapter(chapter)
        progress.step(_("Datenpaket wird gepackt"))
        with part(_("Datenpaket")):
            return Printed(packed(_files(book, tables, list(filled(book.content)))), None)


def _files(
    book: Book, tables: Sequence[Tabulated], data: Sequence[Filled]
) -> Iterator[tuple[str, bytes]]:
    snapshot = canonical_json(book.content)
    is_whole = sha256_of(snapshot) == book.stamp.sha256
    yield "LIESMICH.txt", readme_of(book, is_whole=is_whole, data=data).encode("utf-8-sig")
    yield "inhalt.csv", write_table(contents_of(tables))
    yield "codebuch.csv", write_table(code_book_of(tables, data))
    yield "schnappschuss.json", snapshot.encode()
    taken = datetime.fromisoformat(book.stamp.taken_at)
    yield "tabellen.xlsx", workbook_of(tables, data, taken)
    for table in tables:
        head, rows = typed(table)
        yield f"tabellen/{table.name}.csv", write_table([head, *rows])
    for each in data:
        yield f"daten/{each.of.name}.csv", write_table([each.head, *each.rows])
