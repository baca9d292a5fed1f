"""Showing formatted text."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from smartregion.core.richtext import clean

register = template.Library()


@register.filter
def richtext(html: str) -> SafeString:
    """Formatted text, cleaned again: what is stored is never trusted."""
    return mark_safe(clean(html or ""))  # noqa: S308 - nh3 has just cleaned it


HEADING = re.compile(r"(</?h)([1-6])")


@register.filter
def richtext_below(html: str, level: int) -> SafeString:
    """The same below a heading of this level: the headings inside come right after it."""
    return mark_safe(headings_below(clean(html or ""), level))  # noqa: S308 - just cleaned


def headings_below(cleaned: str, level: int) -> str:
    """Shift the headings of a text, so that the highest one comes right after this level."""
    levels = [int(found) for _tag, found in HEADING.findall(cleaned)]
    shift = max(level + 1 - min(levels, default=level + 1), 0)
    return HEADING.sub(lambda m: f"{m[1]}{min(int(m[2]) + shift, 6)}", cleaned)
