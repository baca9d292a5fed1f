"""Bookmarks of a PDF: read from each part, written for the whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Bookmark:
    """An entry: its page counted from 0, and the place on it."""

    title: str
    page: int
    left: float
    top: float
    below: list["Bookmark"] = field(default_factory=list)


def bookmarks_of(pdf: Any, *, first: int = 0) -> list[Bookmark]:
    """The tree of bookmarks, when this part begins on that page of the whole."""
    if "/Outlines" not in pdf.Root:
        return []
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, first)}
    return list(_read(pdf.Root.Outlines, pages))


def _read(above: Any, pages: dict[Any, int]) -> Iterator[Bookmark]:
    entry = above.get("/First")
    while entry is not None:
        page, _kind, left, top = list(entry.Dest)[:4]
        place = pages[page.objgen], float(left), float(top)
        yield Bookmark(str(entry.Title), *place, list(_read(entry, pages)))
        entry = entry.get("/Next")


def write_bookmarks(pdf: Any, bookmarks: Sequence[Bookmark]) -> None:
    """Give the whole document this outline; chapters are closed, so that all are seen at once."""
    with pdf.open_outline() as outline:
        outline.root[:] = [_written(each) for each in bookmarks]


def _written(bookmark: Bookmark) -> Any:
    from pikepdf import OutlineItem, PageLocation  # noqa: PLC0415 - heavy

    item = OutlineItem(
        bookmark.title, bookmark.page, PageLocation.XYZ, left=bookmark.left, top=bookmark.top
    )
    item.is_closed = True
    item.children.extend(_written(each) for each in bookmark.below)
    return item
