"""The report as one web page that needs nothing else: no scripts, no other hosts, fonts inside."""

from base64 import b64encode
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from smartregion.core.pdf.assets import AssetMissing, asset_path
from smartregion.reports.rendering.book import Book, Chapter
from smartregion.reports.rendering.imprint import imprint_of, notes_of
from smartregion.reports.rendering.making import Printed, Progress, Say, part
from smartregion.reports.rendering.markup import written_whole
from smartregion.reports.rendering.web.screen import on_screen

__all__ = ["render_html"]

# What the pages of the site show a report with; the file brings the same along.
SHEETS = ("css/charts.css", "css/web_report.css")
FACES = (("400", "normal", "Regular"), ("600", "normal", "SemiBold"))


def render_html(book: Book, *, say: Say) -> Printed:
    """The report as HTML. Says each chapter while it works; the same book gives the same bytes."""
    with translation.override(book.stamp.language):
        progress = Progress(say, total=len(book.chapters) + 1)
        bodies = []
        for chapter in book.chapters:
            progress.step(chapter.title)
            with part(chapter.name):
                bodies.append(_body(chapter))
        progress.step(_("Webseite wird geschrieben"))
        with part(_("Webseite")):
            return Printed(_page(book, bodies).encode(), None)


def _body(chapter: Chapter) -> tuple[Chapter, SafeString]:
    # The title of the report is the heading of the first level.
    return chapter, on_screen(written_whole(chapter), deeper=1)


def _page(book: Book, bodies: list[tuple[Chapter, SafeString]]) -> str:
    context = {
        "book": book,
        "content": book.content,
        "design": book.content["design"],
        "bodies": bodies,
        "lines": imprint_of(book),
        "notes": notes_of(book),
        "sheets": mark_safe("".join(map(_sheet, SHEETS))),  # noqa: S308 - our own style sheets
        "faces": [_face(*face) for face in FACES],
    }
    return render_to_string("reports/web/file.html", context)


@cache
def _sheet(name: str) -> str:
    """A style sheet: among the sources, or where collectstatic has put it."""
    for folder in (*settings.STATICFILES_DIRS, settings.STATIC_ROOT):
        path = Path(folder) / name
        if path.is_file():
            return path.read_text()
    raise AssetMissing(name)


@cache
def _face(weight: str, style: str, cut: str) -> dict[str, str]:
    font = asset_path(f"FiraSans-{cut}.woff2", small=True).read_bytes()
    return {"weight": weight, "style": style, "data": b64encode(font).decode()}
