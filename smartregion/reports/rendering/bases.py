"""What the numbers of a figure rest on, as it stands below it: day, filter and n."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core.days import german_day
from smartregion.core.numbers import number

Content = dict[str, Any]


def as_of(content: Content) -> str:
    """The day on which everything was frozen."""
    return _("Stand %(day)s") % {"day": german_day(content["made_on"])}


def of_measures(content: Content, count: int, *chosen: str) -> list[str]:
    """Public measures, how many of them, and which were chosen."""
    n = ngettext("%(n)s öffentliche Maßnahme", "%(n)s öffentliche Maßnahmen", count)
    return [n % {"n": number(count)}, *chosen, as_of(content)]
