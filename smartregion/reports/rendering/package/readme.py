"""What the package says about itself: a text for people, a list of contents and a code book."""

from collections.abc import Iterator, Sequence

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from smartregion.core.licences import LICENCES
from smartregion.reports.rendering.book import Book
from smartregion.reports.rendering.data import Tabulated
from smartregion.reports.rendering.imprint import imprint_of, notes_of
from smartregion.reports.rendering.package.datasets import Filled
from smartregion.reports.rendering.package.typed import typed

# Reports are given away under it, whatever the county chose for its running data since.
LICENCE = LICENCES["dl-by-de/2.0"]


def readme_of(book: Book, *, is_whole: bool, data: Sequence[Filled]) -> str:
    """The text; ``is_whole`` says whether the snapshot in the package has the hash of the report."""
    context = {
        "book": book, "content": book.content, "lines": imprint_of(book), "notes": notes_of(book),
        "licence": LICENCE, "is_whole": is_whole, "data": data,
    }  # fmt: skip
    return render_to_string("reports/package/readme.txt", context)


def contents_of(tables: Sequence[Tabulated]) -> Iterator[Sequence[str]]:
    """Every figure and table with what it rests on."""
    yield (
        _("Datei"), _("Nummer"), _("Titel"), _("Kennung"), _("Kapitel"), _("Grundlage"),
        _("Anmerkung"),
    )  # fmt: skip
    for each in tables:
        yield (
            f"tabellen/{each.name}.csv", each.label, each.title, each.mark, each.chapter,
            " · ".join(each.base), each.note,
        )  # fmt: skip


def code_book_of(tables: Sequence[Tabulated], data: Sequence[Filled]) -> Iterator[Sequence[str]]:
    """Every column of every file."""
    yield _("Datei"), _("Spalte"), _("Bedeutung")
    for filled in data:
        for column in filled.of.columns:
            yield f"daten/{filled.of.name}.csv", column.name, str(column.meaning)
    for each in tables:
        head, _rows = typed(each)
        about = _("Spalte von %(label)s: %(title)s") % {"label": each.label, "title": each.title}
        for name in head:
            yield f"tabellen/{each.name}.csv", name, about
