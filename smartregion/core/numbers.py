"""Numbers as Germans or Britons write them, rounded and not cut off; and read as they write them."""

import re
from decimal import Decimal
from functools import lru_cache

from django.utils import numberformat
from django.utils.formats import get_format, number_format
from django.utils.translation import get_language

NBSP = "\N{NO-BREAK SPACE}"
FIVE_DIGITS = 10_000
# Thousands are set apart by one kind of sign throughout; what divides the decimals is another one.
WRITTEN = re.compile(
    r"(?P<sign>[+\-\N{MINUS SIGN}]?)"
    r"(?P<whole>[1-9][0-9]{0,2}(?P<group>[.,'])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]+)"
    r"(?:(?!(?P=group))(?P<mark>[.,])(?P<decimals>[0-9]+))?"
)
SPACES = re.compile(r"\s+")


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """A number with grouped thousands; without ``decimals`` at most one is shown, and none for whole numbers."""
    return _number(value, decimals, get_language())


@lru_cache(maxsize=10_000)
def _number(value: float | Decimal, decimals: int | None, _language: str | None) -> str:
    """The format depends on the language of the page alone; a page of charts asks a thousand times."""
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    # number_format cuts digits off where people expect rounding.
    rounded = round(Decimal(str(value)), decimals)
    return str(number_format(rounded, decimals, use_l10n=True, force_grouping=True))


def exact(value: float) -> str:
    """A number with all its digits, in the separators of the language: 2,5 and 10.000.

    Four digits stay together, for they may be a year (DIN 5008 groups from five digits on).
    """
    whole = int(value) if value == int(value) else value
    if abs(value) < FIVE_DIGITS:
        return str(numberformat.format(whole, get_format("DECIMAL_SEPARATOR"), grouping=0))
    return str(number_format(whole, use_l10n=True))


def per_cent(value: float | Decimal, decimals: int = 0) -> str:
    """48,7 % in German, 48.7% in English."""
    return f"{number(value, decimals)}{'' if _is_english() else NBSP}%"


def signed(value: float, decimals: int = 1) -> str:
    """With its sign and a real minus: +2,5 and −0,3; what rounds to zero is ±0,0."""
    rounded = round(value, decimals)
    sign = "+" if rounded > 0 else "\N{MINUS SIGN}" if rounded < 0 else "±"
    return f"{sign}{number(abs(rounded), decimals)}"


def euros(amount: float | Decimal) -> str:
    """Whole euros: 168.000 € in German, €168,000 in English."""
    return f"€{number(amount, 0)}" if _is_english() else f"{number(amount, 0)}{NBSP}€"


def share(part: float, whole: float, decimals: int = 1) -> str:
    """Part of a whole in per cent; of nothing there is no share."""
    return per_cent(100 * part / whole, decimals) if whole else "–"


def read_number(text: str) -> Decimal:
    """The number that somebody wrote: 1.234,50 and 1234.50 are the same; ``ValueError`` for anything else.

    1.234 alone may be a thousand or one and a bit; then the language of the page decides.
    """
    found = WRITTEN.fullmatch(SPACES.sub("", text))
    if found is None:
        raise ValueError(text)
    whole, group, decimals = found["whole"], found["group"], found["decimals"]
    if group and not decimals and whole.count(group) == 1 and _divides_decimals(group):
        whole, decimals = whole.split(group)
    elif group:
        whole = whole.replace(group, "")
    amount = Decimal(f"{whole}.{decimals}" if decimals else whole)
    return amount if found["sign"] in {"", "+"} else -amount


def _divides_decimals(sign: str) -> bool:
    return sign == (get_format("DECIMAL_SEPARATOR") or ".")


def count_from(text: str) -> int | None:
    """The number a browser sends for a page, a place or a version; None for anything else.

    More than four digits are none of these, and Python refuses to read thousands of them.
    """
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _is_english() -> bool:
    return get_language() == "en"
