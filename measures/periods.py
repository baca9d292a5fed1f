"""Days that are not meant to the day: the period each stands for, and how one says it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from measures.models import Measure
from smartregion.core.days import short_day

Precision = Measure.Precision
# How many months a period of each precision has; a day has none.
MONTHS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}


def begin_of(day: date, precision: str) -> date:
    """The first day of the period in which this day lies."""
    months = MONTHS[Precision(precision)]
    if not months:
        return day
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def end_of(day: date, precision: str) -> date:
    """The last day of the period in which this day lies."""
    months = MONTHS[Precision(precision)]
    if not months:
        return day
    first = begin_of(day, precision)
    after = first.month - 1 + months
    return date(first.year + after // 12, after % 12 + 1, 1) - timedelta(days=1)


def in_words(day: date, precision: str = Precision.DAY) -> str:
    """As exactly as it is meant: 14.10.2024, Oktober 2024, 4. Quartal 2024, 2024."""
    return _in_words(day, precision, get_language())


@lru_cache(maxsize=10_000)
def _in_words(day: date, precision: str, _language: str | None) -> str:
    """A time schedule asks for thousands of days, and many of them are the same."""
    match Precision(precision):
        case Precision.YEAR:
            return str(day.year)
        case Precision.QUARTER:
            quarter = (day.month + 2) // 3
            return _("%(quarter)d. Quartal %(year)d") % {"quarter": quarter, "year": day.year}
        case Precision.MONTH:
            return date_format(day, "F Y")
    return short_day(day)


@dataclass(frozen=True)
class Period:
    """From a day to a day, each known as exactly as ``precision`` says; either may be open."""

    first: date | None
    last: date | None
    precision: str

    @property
    def begins(self) -> date | None:
        """The earliest day it may begin on."""
        return begin_of(self.first, self.precision) if self.first else None

    @property
    def ends(self) -> date | None:
        """The latest day it may end on."""
        return end_of(self.last, self.precision) if self.last else None

    @property
    def begun(self) -> date | None:
        """The last day on which it may still begin; from then on it surely runs."""
        return end_of(self.first, self.precision) if self.first else None

    @property
    def ending(self) -> date | None:
        """The first day on which it may already be over."""
        return begin_of(self.last, self.precision) if self.last else None

    @property
    def is_empty(self) -> bool:
        return not self.first and not self.last

    def __str__(self) -> str:
        if self.is_empty:
            return _("ohne Termin")
        first, last = (
            in_words(day, self.precision) if day else _("offen") for day in (self.first, self.last)
        )
        return first if first == last else f"{first} – {last}"


def planned(measure: Measure) -> Period:
    return Period(measure.starts_on, measure.ends_on, measure.planned_precision)


def actual(measure: Measure) -> Period:
    """When it was really done; open at the end while it runs."""
    return Period(measure.started_on, measure.ended_on, measure.actual_precision)
