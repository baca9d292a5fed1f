"""A chapter as markup, without setting any pages."""

import json

from lxml import html as lxml_html

from smartregion.core.canonical import canonical_json
from smartregion.reports.rendering.book import Stamp, Written, book_of
from tests.factories.reports import Content, chapters

STAMP = Stamp(sha256="a" * 64, taken_at="2026-06-15T12:00:00+02:00")


def written(key: str, content: Content, *, beside: tuple[str, ...] = ()) -> Written:
    """The chapter of this key; ``beside`` are other chapters that the report has, too."""
    frozen = json.loads(canonical_json({**content, "chapters": chapters(key, *beside)}))
    return book_of(frozen, STAMP).chapters[0].written()


def words(of: Written) -> str:
    """What people read, in one line."""
    return " ".join(
        lxml_html.fromstring(of.html).text_content().replace("\N{SOFT HYPHEN}", "").split()
    )


def headings(of: Written) -> list[int]:
    """The levels of all headings in their order."""
    root = lxml_html.fromstring(of.html)
    return [int(each.tag[1]) for each in root.iter("h1", "h2", "h3", "h4", "h5")]
