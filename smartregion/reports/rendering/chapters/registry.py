"""The kinds of chapters a report may have, each known by its key.

A chapter is a function from the frozen content to its sections and what its template gets beside the
content. It asks no database and reads no clock. Its template is ``reports/paper/<key>.html`` and holds
what stands between the introduction and the conclusion that somebody may have written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Content = dict[str, Any]


@dataclass(frozen=True)
class Heading:
    """A numbered heading of the second level; ``of`` is what it is about."""

    title: str
    of: Any = None


@dataclass(frozen=True)
class Made:
    """What a chapter says: its sections, and what its template needs beside the content."""

    headings: Sequence[Heading] = ()
    context: Content = field(default_factory=dict)
    # Profiles that take one page each; they follow the chapter.
    profiles: Sequence[Content] = ()


Maker = Callable[[Content], Made]


@dataclass(frozen=True)
class ChapterKind:
    """A kind of chapter: its usual title, and the materials (queries/materials) it is made of."""

    key: str
    title: str | Promise
    needs: Sequence[str]
    make: Maker
    # Whole chapters of wide tables stand on landscape pages.
    is_landscape: bool = False
    is_numbered: bool = True
    # Sheets of one or two pages bring their own heading.
    has_opening: bool = True
    # In short reports a chapter follows on the page of the one before.
    starts_page: bool = True
    # Set closely, on pages with narrow margins.
    is_compact: bool = False


CHAPTERS: dict[str, ChapterKind] = {}


def chapter(
    key: str,
    title: str | Promise,
    *,
    needs: Sequence[str] = (),
    is_landscape: bool = False,
    is_numbered: bool = True,
    has_opening: bool = True,
    starts_page: bool = True,
    is_compact: bool = False,
) -> Callable[[Maker], Maker]:
    """Register a kind of chapter."""

    def register(make: Maker) -> Maker:
        CHAPTERS[key] = ChapterKind(
            key, title, needs, make, is_landscape, is_numbered, has_opening, starts_page, is_compact
        )
        return make

    return register
