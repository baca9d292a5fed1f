"""Numbers as Germans or Britons write them, rounded and not cut off."""

from decimal import Decimal

from django.utils.formats import number_format

NBSP = "\N{NO-BREAK SPACE}"


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """A number with grouped thousands; without ``decimals`` at most one is shown, and none for whole numbers."""
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    # number_format cuts digits off where people expect rounding.
    rounded = round(Decimal(str(value)), decimals)
    return str(number_format(rounded, decimals, use_l10n=True, force_grouping=True))


def share(part: float, whole: float, decimals: int = 1) -> str:
    """Part of a whole in per cent; of nothing there is no share."""
    return f"{number(100 * part / whole, decimals)}{NBSP}%" if whole else "–"
