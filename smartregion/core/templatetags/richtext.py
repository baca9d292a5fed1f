"""Showing formatted text."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from smartregion.core.richtext import clean

register = template.Library()


@register.filter
def richtext(html: str) -> SafeString:
    """Formatted text, cleaned again: what is stored is never trusted."""
    return mark_safe(_with_scrolling_tables(clean(html or "")))  # noqa: S308 - just cleaned


def _with_scrolling_tables(cleaned: str) -> str:
    """Let wide tables scroll by themselves, by keyboard too; in office texts they never nest."""
    frame = format_html(
        '<div class="table-scroll" role="group" aria-label="{}" tabindex="0">', _("Tabelle")
    )
    return cleaned.replace("<table", f"{frame}<table").replace("</table>", "</table></div>")


HEADING = re.compile(r"(</?h)([1-6])")


@register.filter
def richtext_below(html: str, level: int) -> SafeString:
    """The same below a heading of this level: the headings inside come right after it."""
    cleaned = headings_below(clean(html or ""), level)
    return mark_safe(_with_scrolling_tables(cleaned))  # noqa: S308 - just cleaned


def headings_below(cleaned: str, level: int) -> str:
    """Shift the headings of a text, so that the highest one comes right after this level."""
    levels = [int(found) for _tag, found in HEADING.findall(cleaned)]
    shift = level + 1 - min(levels, default=level + 1)
    return HEADING.sub(lambda m: f"{m[1]}{min(int(m[2]) + shift, 6)}", cleaned)
