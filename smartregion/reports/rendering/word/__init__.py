"""The report as a Word document, in which people go on working.

It walks through the same markup that the PDF is set from. Headings, captions, lists and tables are those of
Word, so its own contents, lists and styles work with them.
"""

from functools import partial

from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document

from smartregion.core.packing import packed_alike
from smartregion.reports.rendering.book import Book
from smartregion.reports.rendering.making import Printed, Progress, Say, part
from smartregion.reports.rendering.markup import written_whole
from smartregion.reports.rendering.word.blocks import Setter
from smartregion.reports.rendering.word.frame import framed, name_it, set_up
from smartregion.reports.rendering.word.front import add_cover, add_foreword, add_lists
from smartregion.reports.rendering.word.saving import saved
from smartregion.reports.rendering.word.styles import TEXT_WIDTH, dress

__all__ = ["render_docx"]


def render_docx(book: Book, *, say: Say) -> Printed:
    """The report as DOCX. Says each chapter while it works; the same book gives the same bytes."""
    with translation.override(book.stamp.language):
        progress = Progress(say, total=len(book.chapters) + 1)
        document = Document()
        dress(document, book.content["design"])
        set_up(document, book)
        framed(document.sections[0], TEXT_WIDTH, book)
        setter = Setter(document, partial(framed, book=book))
        if book.is_publication:
            _publication(setter, book, progress)
        else:
            _chapters(setter, book, progress)
        progress.step(_("Word-Dokument wird geschrieben"))
        name_it(document, book)
        return Printed(packed_alike(saved(document)), None)


def _publication(setter: Setter, book: Book, progress: Progress) -> None:
    """Cover, foreword, lists, chapters; each chapter begins a page."""
    heading = setter.document.styles["Heading 1"]
    heading.paragraph_format.page_break_before = True
    add_cover(setter.document, book)
    place = setter.document.add_paragraph()
    if book.content["foreword"]:
        add_foreword(setter, book.content["foreword"])
    _chapters(setter, book, progress)
    add_lists(place, setter)
    place._p.getparent().remove(place._p)


def _chapters(setter: Setter, book: Book, progress: Progress) -> None:
    for chapter in book.chapters:
        progress.step(chapter.title)
        with part(chapter.name):
            written = written_whole(chapter)
            charts = {each.anchor: each.chart for each in written.entries if each.chart}
            setter.chapter(written.html, charts)
