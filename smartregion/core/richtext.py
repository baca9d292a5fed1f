"""Formatted text: cleaned when it is written and once more when it is shown."""

from html import unescape

import nh3

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


def clean(html: str) -> str:
    """Only the formatting that office people need; scripts, images and foreign links go.

    Cleaning twice gives the same text as cleaning once.
    """
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def plain_text(markup: str) -> str:
    """The words of a formatted text, for summaries, counting and search."""
    spaced = markup.replace("<", " <")
    return " ".join(unescape(nh3.clean(spaced, tags=set())).split())
