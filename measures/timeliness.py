"""How old a figure is, and when the next one is wanted. Dashboards die of figures nobody renews."""

from calendar import monthrange
from datetime import date

from measures.models import Indicator

Interval = Indicator.Interval
MONTHS = {
    Interval.MONTHLY: 1,
    Interval.QUARTERLY: 3,
    Interval.HALF_YEARLY: 6,
    Interval.YEARLY: 12,
}


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last day of a month stays the last."""
    is_last = day.day == monthrange(day.year, day.month)[1]
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    return date(year, month, last if is_last else min(day.day, last))


def wanted_on(interval: str, latest: date | None, baseline_on: date | None) -> date | None:
    """The day of which the next value should tell; None where none was told yet, or no more is wanted."""
    since = latest or baseline_on
    months = MONTHS.get(Interval(interval))
    return months_after(since, months) if since and months else None


def is_wanted(interval: str, latest: date | None, baseline_on: date | None, *, on: date) -> bool:
    """Whether a value should be there by now that is not."""
    due = wanted_on(interval, latest, baseline_on)
    return due <= on if due else latest is None


def full_months(since: date, until: date) -> int:
    """How many whole months have gone by; none for a day that is still to come."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(0, months if months_after(since, months) <= until else months - 1)


def last_wanted_on(interval: str, wanted: date | None, *, on: date) -> date | None:
    """Of the days for which values are wanted, the last until ``on``; ``wanted`` is the first of them."""
    months = MONTHS.get(Interval(interval))
    last, number = wanted, 1
    while wanted and months and (following := months_after(wanted, months * number)) <= on:
        last, number = following, number + 1
    return last
