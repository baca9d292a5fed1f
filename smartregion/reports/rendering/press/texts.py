"""What is set as one: a chapter, some profiles, the front matter."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from smartregion.core.pdf.binding import ELSEWHERE, anchors_of
from smartregion.reports.rendering.book import Book, Chapter
from smartregion.reports.rendering.making import part

# Kinds of pages, by the place of their number.
Paper = Literal["front", "body", "profile"]
IDS = re.compile(r'\bid="([^"]+)"')
LINKS = re.compile(r'href="#([^"]+)"')
ADDRESS = re.compile(r'<a\b[^>]*href="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
NOTHING = re.compile(r"<(?!svg|img|table)[^>]*>|\s+")


@dataclass(frozen=True)
class Text:
    """Markup that becomes pages of its own; ``name`` is said when it fails."""

    name: str
    html: str
    paper: Paper = "body"
    # It goes on with the chapter before.
    is_continued: bool = False


@dataclass(frozen=True)
class SetText:
    """A text that was set."""

    text: Text
    data: bytes

    @property
    def pages(self) -> int:
        return len(self.places.is_wide)

    @property
    def anchors(self) -> dict[str, int]:
        """On which of its pages, from 1, each anchor stands."""
        return self.places.anchors

    @cached_property
    def places(self) -> "PlacesFound":
        import pikepdf  # noqa: PLC0415 - heavy, and few processes need it

        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            sizes = (page.mediabox for page in pdf.pages)
            wide = [float(size[2]) > float(size[3]) for size in sizes]
            return PlacesFound(wide, anchors_of(pdf))


@dataclass(frozen=True)
class PlacesFound:
    """Of each page whether it is wider than high, and the page of each anchor."""

    is_wide: Sequence[bool]
    anchors: dict[str, int]


def runs(chapters: Iterable[Chapter]) -> Iterator[list[Chapter]]:
    """Chapters that share pages: each begins a page, unless its kind goes on where the last one ended."""
    run: list[Chapter] = []
    for chapter in chapters:
        if run and (chapter.kind.starts_page or _has_profiles(run[-1])):
            yield run
            run = []
        run.append(chapter)
    if run:
        yield run


def _has_profiles(chapter: Chapter) -> bool:
    with part(chapter.name):
        return bool(chapter.made.profiles)


def is_blank(html: str) -> bool:
    """Whether there is nothing to print: sheets of one page bring no more than their profiles."""
    return not NOTHING.sub("", html)


def with_links_out(html: str) -> str:
    """Links to what stands in another text, written as the binder wants them."""
    here = set(IDS.findall(html))

    def led(link: re.Match[str]) -> str:
        return link.group() if link.group(1) in here else f'href="{ELSEWHERE}{link.group(1)}"'

    return LINKS.sub(led, html)


def with_addresses(html: str) -> str:
    """Addresses behind words as footnotes: on paper nobody can follow a link."""
    return ADDRESS.sub(_noted, html)


def _noted(link: re.Match[str]) -> str:
    whole, address, words = link.group(), link.group(1), link.group(2)
    return whole if words.strip() in address else f'{whole}<span class="footnote">{address}</span>'


def before_annexes(book: Book) -> list[Chapter]:
    return [chapter for chapter in book.chapters if not chapter.is_annex]
