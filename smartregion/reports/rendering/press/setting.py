"""Texts on their way to the child processes and back."""

import logging
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from django.template.loader import render_to_string

from smartregion.core.pdf import AssetMissing
from smartregion.core.pdf.child import Children, PagesFailed, Places, patiently
from smartregion.core.pdf.kept import Kept
from smartregion.reports.rendering.book import Book
from smartregion.reports.rendering.making import Progress, RenderFailed
from smartregion.reports.rendering.press.texts import (
    SetText,
    Text,
    with_addresses,
    with_links_out,
)

logger = logging.getLogger(__name__)

STYLES, OVER_STYLES = "reports/paper/report.css", "reports/paper/over.css"
TAGGED, UNTAGGED = "pdf/a-3a", "pdf/a-3u"
Result = TypeVar("Result")


@dataclass(frozen=True)
class Ordered:
    """A text that a child sets, or that was found among those kept."""

    text: Text
    key: str
    data: "bytes | Future[bytes]"


@dataclass(frozen=True)
class Counting:
    """A text whose pages a child counts, or that was counted before."""

    text: Text
    key: str
    count: "int | Future[Places]"


class Press:
    """Sets texts of one book, two at once; those that were set before are only looked up."""

    def __init__(self, book: Book, children: Children, kept: Kept, progress: Progress) -> None:
        self.book, self.kept, self.progress = book, kept, progress
        self._children = children
        self.looks = render_to_string(STYLES, {"design": book.content["design"]})

    def order(self, text: Text) -> Ordered:
        """Begin to set a text; ``pages`` waits for it."""
        return self._ordered(text, self._framed(text), self.looks, TAGGED)

    def order_overlay(self, text: Text) -> Ordered:
        """The same for sheets that are laid over pages."""
        return self._ordered(text, text.html, render_to_string(OVER_STYLES), UNTAGGED)

    def pages(self, ordered: Ordered) -> SetText:
        """The text with its pages. Raises ``RenderFailed`` with its name."""
        if isinstance(ordered.data, bytes):
            return SetText(ordered.text, ordered.data)
        data = self._waited(ordered.data, ordered.text.name)
        self.kept.keep(ordered.key, data)
        return SetText(ordered.text, data)

    def set(self, text: Text) -> SetText:
        return self.pages(self.order(text))

    def count(self, text: Text) -> Places:
        """How many pages it takes, without printing it."""
        return self._waited(self._children.count_pages(self._framed(text), self.looks), text.name)

    def order_count(self, text: Text) -> Counting:
        """Begin to count the pages of a text; ``counted`` waits for the number, which is kept."""
        html = self._framed(text)
        key = self.kept.key("count", html, self.looks)
        known = self.kept.find(key)
        if known is not None:
            return Counting(text, key, int(known))
        return Counting(text, key, self._children.count_pages(html, self.looks))

    def counted(self, counting: Counting) -> int:
        """How many pages it takes."""
        if isinstance(counting.count, int):
            return counting.count
        count = self._waited(counting.count, counting.text.name).count
        self.kept.keep(counting.key, str(count).encode())
        return count

    def _ordered(self, text: Text, html: str, css: str, variant: str) -> Ordered:
        key = self.kept.key(html, css, variant)
        data: Any = self.kept.find(key)
        if data is None:
            data = self._children.set_pages(html, css, variant=variant)
        return Ordered(text, key, data)

    def _waited(self, future: "Future[Result]", name: str) -> Result:
        """Waiting asks again and again whether anybody still wants the report; "no" is no failure."""
        try:
            return patiently(future, self.progress.say_again)
        except (PagesFailed, AssetMissing) as error:
            logger.warning("The report failed at %s: %r", name, error)
            raise RenderFailed(name) from error

    def _framed(self, text: Text) -> str:
        """A document of its own. Only the first part tells when: others stay as they are in later editions."""
        is_first = text.paper == "front" or not self.book.is_publication
        body = with_addresses(text.html) if text.paper == "body" else text.html
        return render_to_string(
            "reports/paper/document.html",
            {
                "content": self.book.content,
                "stamp": self.book.stamp,
                "is_dated": is_first,
                "body": with_links_out(body),
            },
        )
