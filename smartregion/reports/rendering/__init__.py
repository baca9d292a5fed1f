"""From the frozen content to files. Nothing here asks the database."""

from collections.abc import Callable

from smartregion.core.pdf import EngineMissing
from smartregion.reports.rendering.book import Book, Stamp, book_of
from smartregion.reports.rendering.making import Printed, RenderFailed, Say
from smartregion.reports.rendering.press import render_pdf


def _render_docx(book: Book, *, say: Say) -> Printed:
    """Word; python-docx takes its time to load."""
    from smartregion.reports.rendering.word import render_docx  # noqa: PLC0415

    return render_docx(book, say=say)


def _render_html(book: Book, *, say: Say) -> Printed:
    """One web page; lxml is asked to build markup."""
    from smartregion.reports.rendering.web import render_html  # noqa: PLC0415

    return render_html(book, say=say)


def _render_package(book: Book, *, say: Say) -> Printed:
    """Data; so does openpyxl."""
    from smartregion.reports.rendering.package import render_package  # noqa: PLC0415

    return render_package(book, say=say)


# How each format is made from the book. A writer that needs something heavy imports it itself.
WRITERS: dict[str, Callable[..., Printed]] = {
    "pdf": render_pdf,
    "docx": _render_docx,
    "html": _render_html,
    "zip": _render_package,
}

__all__ = [
    "WRITERS",
    "Book",
    "EngineMissing",
    "Printed",
    "RenderFailed",
    "Say",
    "Stamp",
    "book_of",
    "render_pdf",
]
