"""The book: chapters in their order, numbered, each written as HTML.

Every format is made from the same book: the PDF sets it in pages, the Word file and the web page walk
through its markup, the data package takes its figures and tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from smartregion.reports.models import Kind
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.rendering.chapters import CHAPTERS, ChapterKind, Made
from smartregion.reports.rendering.exhibits import Shown, from_content
from smartregion.reports.rendering.numbering import Numbered, Register, with_marks

Content = dict[str, Any]


@dataclass(frozen=True)
class Stamp:
    """Which frozen content this is, printed into the report."""

    sha256: str
    taken_at: str
    language: str = "de"
    is_draft: bool = False


@dataclass(frozen=True)
class Section:
    """A numbered heading that the contents list; ``of`` is what it is about."""

    anchor: str
    number: str
    title: str
    of: Any = None


@dataclass(frozen=True)
class Written:
    """The markup of a chapter with its figures and tables."""

    html: str
    entries: Sequence[Numbered]


@dataclass(frozen=True)
class Chapter:
    """One chapter of this book."""

    kind: ChapterKind
    number: str
    title: str
    is_annex: bool
    # introduction, conclusion, written_by and exhibits of somebody; keys as in documents.py.
    words: Content
    content: Content
    stamp: Stamp

    @cached_property
    def made(self) -> Made:
        """Made when it is asked for: who looks at one chapter does not wait for the others."""
        return self.kind.make(self.content)

    @property
    def key(self) -> str:
        return str(self.words["key"])

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()

    @cached_property
    def sections(self) -> list[Section]:
        prefix = self.number or "0"
        return [
            Section(f"{self.key}-{place}", f"{prefix}.{place}", heading.title, heading.of)
            for place, heading in enumerate(self.made.headings, 1)
        ]

    @property
    def exhibits(self) -> list[Shown]:
        return [from_content(each) for each in self.words["exhibits"]]

    def written(self) -> Written:
        """The chapter as markup; writing it again gives the same."""
        return self._written

    @cached_property
    def _written(self) -> Written:
        register = Register(self.number or "K")
        context = {
            **self.made.context,
            "content": self.content,
            "stamp": self.stamp,
            "chapter": self,
            "sections": self.sections,
            "register": register,
        }
        body = render_to_string(f"reports/paper/{self.kind.key}.html", context)
        html = render_to_string("reports/paper/chapter.html", {**context, "body": body})
        return Written(with_marks(html), register.entries)


@dataclass(frozen=True)
class Book:
    content: Content
    stamp: Stamp
    chapters: Sequence[Chapter] = field(default_factory=list)

    @property
    def is_publication(self) -> bool:
        """Whether it has a cover and contents; a sheet of one or two pages has none."""
        return bool(self.content["is_publication"])

    @property
    def most_pages(self) -> int | None:
        """Pages that this kind may have before its annexes; profiles are fitted one by one."""
        kind = self.content["kind"]
        return None if kind == Kind.PROFILE else OUTLINES[kind].most_pages


def in_other_words(book: Book, step: int) -> Book:
    """The same book, worded shorter by so many steps (see brevity.py)."""
    return book_of({**book.content, "brevity": step}, book.stamp)


def book_of(content: Content, stamp: Stamp) -> Book:
    """The book that frozen content (of the newest schema) makes."""
    numbers, letters = count(1), iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    chapters = []
    for words in content["chapters"]:
        kind = CHAPTERS.get(words["key"], OWN)
        number = _number(kind, words, numbers, letters)
        title = words["title"] or str(kind.title)
        if words["is_annex"]:
            title = _("Anhang: %(title)s") % {"title": title}
        chapters.append(Chapter(kind, number, title, words["is_annex"], words, content, stamp))
    return Book(content, stamp, chapters)


def _number(kind: ChapterKind, words: Content, numbers: Any, letters: Any) -> str:
    if not kind.is_numbered:
        return ""
    return next(letters) if words["is_annex"] else str(next(numbers))


# A chapter of somebody's own words: nothing but its introduction, exhibits and conclusion.
OWN = ChapterKind("own", "", (), lambda _content: Made())
