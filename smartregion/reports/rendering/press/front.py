"""What stands before the first chapter: cover, foreword, contents, lists of figures, tables, abbreviations.

It is set last, when it is known on which page everything stands. How many pages it takes itself does not depend on
those numbers, so that is counted while the body is set.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from smartregion.reports.models import Kind
from smartregion.reports.rendering.abbreviations import abbreviations_in
from smartregion.reports.rendering.book import Book, Chapter
from smartregion.reports.rendering.press.setting import Counting, Ordered, Press
from smartregion.reports.rendering.press.texts import SetText, Text

# Longer titles are cut in the lists; they stand in full where they are.
TITLE = 160
# Cover and contents; short reports have no lists.
SHORT = 2


@dataclass(frozen=True)
class Line:
    """A line of the contents or of a list."""

    label: str
    title: str
    anchor: str
    page: int
    is_chapter: bool = False


def pages_of_front(book: Book, press: Press) -> int:
    """Of a short report, before anything is set: cover, contents and the foreword of a publication."""
    if not book.is_publication:
        return 0
    if not book.content["foreword"]:
        return SHORT
    foreword = render_to_string("reports/paper/_foreword.html", {"content": book.content})
    return SHORT + press.count(Text(_("Vorwort"), foreword, "front")).count


@dataclass(frozen=True)
class Front:
    """The front matter of a book."""

    book: Book
    press: Press

    def count(self) -> Counting:
        """Begin to count its pages; for that any numbers will do."""
        anchors = dict.fromkeys(_all_anchors(self.book), 0)
        return self.press.order_count(self._text(anchors, 0))

    def order(self, body: Sequence[SetText], pages: int) -> Ordered:
        """Begin to set it, when it takes so many pages and the body follows."""
        return self.press.order(self._text(_anchors(body), pages))

    def _text(self, anchors: Mapping[str, int], pages: int) -> Text:
        return Text(_("Titel und Inhalt"), self._written(anchors, pages), "front")

    def _written(self, anchors: Mapping[str, int], pages: int) -> str:
        places = {name: page + pages for name, page in anchors.items()}
        return render_to_string(
            "reports/paper/front.html",
            {
                "content": self.book.content,
                "kind": Kind(self.book.content["kind"]).label,
                "stamp": self.book.stamp,
                "contents": list(_contents(self.book, places)),
                "figures": list(_entries(self.book, "figure", places)),
                "tables": list(_entries(self.book, "table", places)),
                # A short report has no room for lists of what is found by turning a few pages.
                "has_lists": self.book.most_pages is None,
                "abbreviations": self._abbreviations,
            },
        )

    @cached_property
    def _abbreviations(self) -> Sequence[tuple[str, str]]:
        return abbreviations_in(chapter.written().html for chapter in self.book.chapters)


def _all_anchors(book: Book) -> Iterator[str]:
    for chapter in book.chapters:
        yield chapter.key
        yield from (section.anchor for section in chapter.sections)
        yield from (entry.anchor for entry in chapter.written().entries)


def _anchors(body: Sequence[SetText]) -> dict[str, int]:
    """The page of each anchor, counted from the first page after the front matter."""
    anchors: dict[str, int] = {}
    before = 0
    for text in body:
        anchors |= {name: before + page for name, page in text.anchors.items()}
        before += text.pages
    return anchors


def _contents(book: Book, places: Mapping[str, int]) -> Iterator[Line]:
    is_short = book.most_pages is not None
    for chapter in book.chapters:
        yield from _chapter(chapter, places, is_short=is_short)


def _chapter(chapter: Chapter, places: Mapping[str, int], *, is_short: bool) -> Iterator[Line]:
    """The chapter and its sections; what was left out on paper is left out here, too."""
    if chapter.key in places:
        title, page = _short(chapter.title), places[chapter.key]
        yield Line(chapter.number, title, chapter.key, page, is_chapter=True)
    # Where pages are few, annexes are named and not unfolded.
    sections = [] if is_short and chapter.is_annex else chapter.sections
    for section in sections:
        if section.anchor in places:
            title, page = _short(section.title), places[section.anchor]
            yield Line(section.number, title, section.anchor, page)


def _entries(book: Book, kind: str, places: Mapping[str, int]) -> Iterator[Line]:
    for chapter in book.chapters:
        for entry in chapter.written().entries:
            if entry.kind == kind and entry.anchor in places:
                yield Line(entry.label, _short(entry.title), entry.anchor, places[entry.anchor])


def _short(title: str) -> str:
    return Truncator(title).chars(TITLE)
