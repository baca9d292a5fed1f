"""Numbers as Germans or Britons write them, rounded and not cut off; and read as they write them."""

import re
from decimal import Decimal
from functools import lru_cache

from django.utils import numberformat
from django.utils.formats import get_format, number_format
from django.utils.translation import get_language

NBSP = "\N{NO-BREAK SPACE}"
FIVE_DIGITS = 10_000
SPACES = dict.fromkeys(map(ord, "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"), " ")
# How a number can be written: plain, or grouped by points, commas or spaces. ASCII digits only,
# because Python also takes ² and ١ for digits.
NOTATIONS = tuple(
    re.compile(rf"(?P<whole>{whole})(?:{point}(?P<part>[0-9]+))?")
    for whole, point in (
        (r"[0-9]+", r"[.,]"),
        (r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+", r","),
        (r"[1-9][0-9]{0,2}(?:,[0-9]{3})+", r"\."),
        (r"[1-9][0-9]{0,2}(?: [0-9]{3})+", r"[.,]"),
    )
)


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


def exact_euros(amount: Decimal) -> str:
    """To the cent where there are cents: 168.000 € and 1.234,50 €."""
    if amount == amount.to_integral_value():
        return euros(amount)
    return f"€{number(amount, 2)}" if _is_english() else f"{number(amount, 2)}{NBSP}€"


def short_euros(amount: Decimal) -> str:
    """For the axis of a drawing: 500 Tsd. € and 1,5 Mio. €, in English €500k and €1.5m."""
    for size, german, english in ((1_000_000, "Mio.", "m"), (1_000, "Tsd.", "k")):
        if amount >= size:
            text = number(amount / size)
            return f"€{text}{english}" if _is_english() else f"{text}{NBSP}{german}{NBSP}€"
    return euros(amount)


def share(part: float, whole: float, decimals: int = 1) -> str:
    """Part of a whole in per cent; of nothing there is no share."""
    return per_cent(100 * part / whole, decimals) if whole else "–"


def readings(text: str) -> tuple[str, set[Decimal]]:
    """What somebody may have meant, and how they wrote it without spaces around it.

    1.234,5 and 1234.5 mean the same. 1.234 may be a thousand or a little more than one: two
    readings. What is no number has none.
    """
    written = text.translate(SPACES).strip()
    unsigned = written.removeprefix("-").removeprefix("\N{MINUS SIGN}")
    sign = "" if unsigned == written else "-"
    found = [match for notation in NOTATIONS if (match := notation.fullmatch(unsigned))]
    digits = ((re.sub("[^0-9]", "", match["whole"]), match["part"]) for match in found)
    texts = (f"{whole}.{part}" if part else whole for whole, part in digits)
    return written, {Decimal(sign + text) for text in texts}


def typed_number(text: str) -> Decimal:
    """The number in a form: where it has two readings, the language of the page decides.

    Raises ``ValueError`` for anything else.
    """
    written, found = readings(text)
    if not found:
        raise ValueError(text)
    groups = "," if get_format("DECIMAL_SEPARATOR") == "." else "."
    return max(found, key=abs) if groups in written else min(found, key=abs)


def count_from(text: str) -> int | None:
    """The number a browser sends for a page, a place or a version; None for anything else.

    More than four digits are none of these, and Python refuses to read thousands of them.
    """
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _is_english() -> bool:
    return get_language() == "en"
