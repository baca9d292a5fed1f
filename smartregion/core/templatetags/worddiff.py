"""Showing what changed in a formatted text."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartregion.core.templatetags.richtext import headings_below
from smartregion.core.worddiff import clean_marked

register = template.Library()

MARK = re.compile(r'<(ins|del)(?: data-edge="(\w+)")?>([^<]*)</\1>')


@register.filter
def marked(html: str, level: int) -> SafeString:
    """A formatted text with marks, below a heading of this level; cleaned again before it is shown.

    Screen readers pass over <ins> and <del>, so words that only they hear say where a mark begins
    and ends.
    """
    cleaned = headings_below(clean_marked(html or ""), level)
    return mark_safe(MARK.sub(_spoken, cleaned))  # noqa: S308 - clean_marked has just cleaned it


def _spoken(mark: re.Match[str]) -> str:
    tag, edge, words = mark.groups()
    begin = _("[eingefügt: ") if tag == "ins" else _("[gestrichen: ")
    before = _unseen(begin) if edge in ("both", "begin") else ""
    after = _unseen("]") if edge in ("both", "end") else ""
    return f"<{tag}>{before}{words}{after}</{tag}>"


def _unseen(words: str) -> str:
    return f'<span class="kern-sr-only" lang="{get_language()}">{words}</span>'
