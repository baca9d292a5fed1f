"""Formatted text: cleaned when it is written and once more when it is shown."""

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import groupby

import nh3
from lxml import html as lxml_html

TAGS = {
    "p", "br", "h2", "h3", "h4", "strong", "em", "u", "s", "a", "ul", "ol", "li",
    "blockquote", "table", "thead", "tbody", "tr", "th", "td", "caption", "sub", "sup",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}

# Tags that part words; a word set in bold stays beside its full stop.
BETWEEN_BLOCKS = re.compile(r"<(?!/?(?:strong|em|u|s|a|sub|sup)\b)")
# What is nested deeper than 255 levels would silently be left out by the usual parser.
DEEP = lxml_html.HTMLParser(huge_tree=True)
# More tags than this, none of them closed again; tables of Word come to a few hundred.
DEEPEST = 1000
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
VOID = {"br", "hr", "img", "input", "col", "wbr", "meta", "link"}
BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "table"}


def clean(html: str) -> str:
    """Only the formatting that office people need; scripts, images and foreign links go.

    Cleaning twice gives the same text as cleaning once. What is nested deeper than anybody writes
    becomes words: parsers take the square of its depth.
    """
    return nh3.clean(
        escape(html, quote=False) if _is_too_deep(html) else html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _is_too_deep(html: str) -> bool:
    if html.count("<") <= DEEPEST:
        return False
    depth = 0
    for tag in TAG.finditer(html):
        depth += 0 if tag[2].lower() in VOID else -1 if tag[1] else 1
        if depth > DEEPEST:
            return True
    return False


def plain_text(markup: str) -> str:
    """The words of a formatted text, for summaries, counting and search."""
    spaced = BETWEEN_BLOCKS.sub(" <", markup)
    spaced = escape(spaced, quote=False) if _is_too_deep(spaced) else spaced
    return " ".join(unescape(nh3.clean(spaced, tags=set())).split())


def blocks(markup: str) -> list[str]:
    """The paragraphs, headings, lists and tables of a formatted text, in their order.

    People count them from 1. Words outside of any block make a paragraph of their own; blocks
    without words do not count.
    """
    root = lxml_html.fragment_fromstring(clean(markup), create_parent="div", parser=DEEP)
    found = []
    for is_block, pieces in groupby(_pieces(root), key=lambda piece: piece[0]):
        written = [piece for _is_block, piece in pieces]
        found += written if is_block else [f"<p>{''.join(written)}</p>"]
    return [block for block in found if plain_text(block)]


def _pieces(root: lxml_html.HtmlElement) -> Iterator[tuple[bool, str]]:
    yield False, escape(root.text or "")
    for node in root:
        written = lxml_html.tostring(node, encoding="unicode", with_tail=False)
        yield node.tag in BLOCKS, written
        yield False, escape(node.tail or "")
