"""Amounts, numbers and periods of frozen content as people write them."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

import segno
from django import template

from smartregion.core.numbers import exact_euros, number
from smartregion.reports.rendering.roadmap import planned_of

register = template.Library()
Content = dict[str, Any]


@register.filter
def cents(amount: Decimal | str | None) -> str:
    """Euros, to the cent where there are cents; a dash where nothing is known."""
    return "–" if amount is None else exact_euros(Decimal(amount))


@register.filter
def decimal(value: Decimal | str) -> str:
    """A number with the decimals it needs, at most two: 1,5 and 0,25 and 80."""
    exact = Decimal(value).quantize(Decimal("0.01")).normalize()
    exponent = exact.as_tuple().exponent
    return number(exact, max(0, -exponent) if isinstance(exponent, int) else 0)


@register.simple_tag
def span_of(measure: Content) -> str:
    """When a measure is planned, as exactly as it is meant: 1. Quartal 2025 – 2027."""
    return str(planned_of(measure))


@register.simple_tag
@lru_cache(maxsize=500)
def address_code(address: str) -> str:
    """The way from paper to the page, as a picture; the address stands beside it in words."""
    return str(segno.make(address, error="m", micro=False).png_data_uri(scale=6, border=1))
