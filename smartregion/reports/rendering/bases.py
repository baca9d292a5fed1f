"""What the numbers of a figure rest on, as it stands below it: day, filter and n."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core.numbers import number

Content = dict[str, Any]


def as_of(content: Content) -> str:
    """The day on which everything was frozen."""
    return _("Stand %(day)s") % {"day": in_words(content["made_on"])}


def of_measures(content: Content, count: int, *chosen: str) -> list[str]:
    """Public measures, how many of them, and which were chosen."""
    n = ngettext("%(n)s öffentliche Maßnahme", "%(n)s öffentliche Maßnahmen", count)
    return [n % {"n": number(count)}, *chosen, as_of(content)]


def in_words(day: str) -> str:
    """A day of the snapshot as people write it."""
    return date_format(date.fromisoformat(day[:10]), "d.m.Y")
