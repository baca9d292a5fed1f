"""Showing formatted text."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from smartregion.core.richtext import clean

register = template.Library()


@register.filter
def richtext(html: str) -> SafeString:
    """Formatted text, cleaned again: what is stored is never trusted."""
    return mark_safe(clean(html or ""))  # noqa: S308 - nh3 has just cleaned it
