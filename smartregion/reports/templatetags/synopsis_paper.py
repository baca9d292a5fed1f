"""Marked words of a synopsis on paper, where nothing is heard that is not printed."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from smartregion.core.templatetags.richtext import headings_below
from smartregion.core.worddiff import clean_marked

register = template.Library()

MARK = re.compile(r'<(ins|del)(?: data-edge="(\w+)")?>([^<]*)</\1>')
# Signs that are printed, read aloud and copied; colour and lines come on top of them.
BEGINS = {"ins": "[+ ", "del": "[\N{MINUS SIGN} "}
HEADING = re.compile(r"<(/?)h[1-6]\b[^>]*>")


@register.filter
def marked_on_paper(html: str, level: int) -> SafeString:
    """A formatted text with marks that begin and end with a sign."""
    cleaned = headings_below(clean_marked(html or ""), level)
    # In the cell of a table a heading would stand in the outline of the whole report.
    plain = HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", cleaned)
    return mark_safe(MARK.sub(_signed, plain))  # noqa: S308 - clean_marked has just cleaned it


def _signed(mark: re.Match[str]) -> str:
    tag, edge, words = mark.groups()
    before = BEGINS[tag] if edge in ("both", "begin") else ""
    after = "]" if edge in ("both", "end") else ""
    return f"<{tag}>{before}{words}{after}</{tag}>"
