"""Values of a profile as people read them: for the history of a field and for two versions of a text."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from smartregion.core.days import short_day
from smartregion.core.numbers import number
from smartregion.core.richtext import plain_text


def as_text(value: Any) -> str:
    """A value of a field, a form or a row in the language of the page; empty where there is none."""
    match value:
        case None:
            return ""
        case bool():
            return _("ja") if value else _("nein")
        case date():
            return short_day(value)
        case Decimal():
            return number(value, _decimals(value))
        case str():
            return plain_text(value) if "<" in value else value
        case Iterable():
            return ", ".join(str(one) for one in value)
    return str(value)


def _decimals(value: Decimal) -> int:
    """None for whole numbers, two for cents, and more only where they are there."""
    if value == value.to_integral_value():
        return 0
    exponent = value.normalize().as_tuple().exponent
    return max(2, -exponent) if isinstance(exponent, int) else 0
