"""How single values are written: the same answers, in the cells of each format."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from participation.surveys.columns import NOT_SHOWN
from smartregion.core.csvfile import cell


@dataclass(frozen=True)
class Cells:
    """What becomes of a code or of words, of a number, of a day, and of the two kinds of nothing."""

    not_shown: object
    empty: object
    text: Callable[[str], object]
    number: Callable[[float], object]
    day: Callable[[date], object]


def as_they_are(value: Any) -> object:
    """For files that keep the type of a value."""
    return value


# For Python, and for whatever asks for values with their types.
PLAIN = Cells(NOT_SHOWN, None, as_they_are, as_they_are, as_they_are)
# Decimal commas, German days, and no text that a spreadsheet would take for a formula.
CSV = Cells(NOT_SHOWN, "", cell, cell, cell)
