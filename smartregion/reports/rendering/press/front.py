"""What stands before the first chapter: cover, foreword, contents, lists of figures, tables, abbreviations.

It is set last, when it is known on which page everything stands, and it counts its own pages first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from smartregion.reports.models import Kind
from smartregion.reports.rendering.abbreviations import abbreviations_in
from smartregion.reports.rendering.book import Book, Chapter
from smartregion.reports.rendering.press.setting import Press
from smartregion.reports.rendering.press.texts import SetText, Text

# Longer titles are cut in the lists; they stand in full where they are.
TITLE = 160
# A guess to begin with: cover, contents and one page of lists.
PAGES = 4
ATTEMPTS = 4
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


def set_front(book: Book, body: Sequence[SetText], press: Press) -> SetText:
    """The front matter with right page numbers, which depend on how many pages it takes itself."""
    anchors = _anchors(body)
    pages = PAGES
    for _attempt in range(ATTEMPTS):
        front = press.set(Text(_("Titel und Inhalt"), _written(book, anchors, pages), "front"))
        if front.pages == pages:
            break
        pages = front.pages
    return front


def _anchors(body: Sequence[SetText]) -> dict[str, int]:
    """The page of each anchor, counted from the first page after the front matter."""
    anchors: dict[str, int] = {}
    before = 0
    for text in body:
        anchors |= {name: before + page for name, page in text.anchors.items()}
        before += text.pages
    return anchors


def _written(book: Book, anchors: Mapping[str, int], pages: int) -> str:
    places = {name: page + pages for name, page in anchors.items()}
    return render_to_string(
        "reports/paper/front.html",
        {
            "content": book.content,
            "kind": Kind(book.content["kind"]).label,
            "stamp": book.stamp,
            "contents": list(_contents(book, places)),
            "figures": list(_entries(book, "figure", places)),
            "tables": list(_entries(book, "table", places)),
            # A short report has no room for lists of what is found by turning a few pages.
            "has_lists": book.most_pages is None,
            "abbreviations": abbreviations_in(chapter.written().html for chapter in book.chapters),
        },
    )


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
