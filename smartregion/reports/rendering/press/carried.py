"""What the PDF carries along: the frozen content it was made from, and the numbers of its pages."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from smartregion.core.canonical import canonical_json
from smartregion.core.pdf.attachments import Attachment
from smartregion.reports.rendering.book import Book
from smartregion.reports.rendering.data import csv_of, data_of


def carried_by(book: Book, worded: Book) -> Iterator[Attachment]:
    """The content, and one table for each figure and table of the book as it was worded."""
    yield Attachment(
        "schnappschuss.json",
        canonical_json(book.content).encode(),
        "application/json",
        _("Der Schnappschuss, aus dem dieser Bericht entstanden ist"),
    )
    for each in data_of(worded):
        about = f"{each.label}: {each.title}"[:300]
        yield Attachment(f"{each.name}.csv", csv_of(each), "text/csv", about)


def date_of(moment: str) -> str:
    """2026-06-15T12:00:00+02:00 as PDF writes it: D:20260615120000+02'00."""
    at = datetime.fromisoformat(moment)
    zone = at.strftime("%z")
    return at.strftime("D:%Y%m%d%H%M%S") + (f"{zone[:3]}'{zone[3:]}" if zone else "Z")
