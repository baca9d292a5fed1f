"""A report as pages of the site: contents, chapters with their neighbours, and where a place is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.utils.safestring import SafeString

from smartregion.reports.documents import UUID_TEXT, named_keys
from smartregion.reports.rendering.book import Book, Chapter, Section
from smartregion.reports.rendering.markup import written_whole
from smartregion.reports.rendering.numbering import Numbered
from smartregion.reports.rendering.web.screen import on_screen


@dataclass(frozen=True)
class Entry:
    """A chapter in the contents."""

    key: str
    name: str
    is_annex: bool
    sections: Sequence[Section]


@dataclass(frozen=True)
class Listed:
    """A figure or table in its list."""

    key: str
    entry: Numbered


@dataclass(frozen=True)
class Page:
    """One chapter as a page; the ones beside it are None at the ends."""

    key: str
    name: str
    # Sheets bring no heading of their own.
    has_heading: bool
    body: SafeString
    before: Entry | None
    after: Entry | None


def contents_of(book: Book) -> list[Entry]:
    """All chapters with their sections."""
    return [_entry(chapter) for chapter in book.chapters]


def _entry(chapter: Chapter) -> Entry:
    return Entry(chapter.key, chapter.name, chapter.is_annex, chapter.sections)


def listed_in(book: Book) -> dict[str, list[Listed]]:
    """Figures and tables of the whole book, by kind."""
    found = sorted(_entries(book), key=lambda each: each.entry.kind)
    return {kind: list(group) for kind, group in groupby(found, key=lambda each: each.entry.kind)}


def _entries(book: Book) -> Iterator[Listed]:
    for chapter in book.chapters:
        for entry in chapter.written().entries:
            yield Listed(chapter.key, entry)


def page_of(book: Book, key: str, *, elsewhere: str) -> Page:
    """The chapter of this key. ``elsewhere`` leads to places in other chapters."""
    keys = [chapter.key for chapter in book.chapters]
    place = keys.index(key)
    chapter = book.chapters[place]
    return Page(
        key=key,
        name=chapter.name,
        has_heading=chapter.kind.has_opening,
        body=on_screen(written_whole(chapter), elsewhere=elsewhere),
        before=_entry(book.chapters[place - 1]) if place else None,
        after=_entry(book.chapters[place + 1]) if place + 1 < len(keys) else None,
    )


@dataclass(frozen=True)
class Place:
    """Where something stands: the key of its chapter and the name of the spot."""

    chapter: str
    anchor: str


def place_called(book: Book, name: str) -> Place | None:
    """The place of this name, or where a measure or contribution of this key is told of."""
    if UUID_TEXT.fullmatch(name):
        return _place_of(book, UUID(name))
    mark = f'id="{name}"'
    found = (chapter.key for chapter in book.chapters if mark in written_whole(chapter).html)
    return next((Place(key, name) for key in found), None)


def names(book: Book, thing: str) -> bool:
    """Whether this is the key of something that the book names, wherever."""
    return bool(UUID_TEXT.fullmatch(thing)) and UUID(thing) in named_keys(book.content)


def _place_of(book: Book, thing: UUID) -> Place | None:
    """Its own section, otherwise the one with the fewest other things that names it."""
    sections = [(chapter.key, each) for chapter in book.chapters for each in chapter.sections]
    named = [(key, each, named_keys(each.of)) for key, each in sections]
    telling = [one for one in named if thing in one[2]]
    if not telling:
        return None
    key, section, _all = min(telling, key=lambda one: (not _is_about(one[1], thing), len(one[2])))
    return Place(key, section.anchor)


def _is_about(section: Section, thing: UUID) -> bool:
    about = section.of.get("card", section.of) if isinstance(section.of, dict) else {}
    return bool(about.get("id") == str(thing))
