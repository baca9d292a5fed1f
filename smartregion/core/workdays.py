"""Time as an office counts it: on working days, with the holidays of its federal state."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone

SATURDAY = 5


def working_hours_ago(at: datetime, hours: int, *, state: str) -> datetime:
    """The moment since which this many hours of working days (0 to 24 o'clock) have gone by."""
    return _back(at, timedelta(hours=hours), lambda day: is_workday(day, state=state))


def is_workday(day: date, *, state: str) -> bool:
    """Neither weekend nor holiday in this federal state, by its name ("Brandenburg")."""
    return day.weekday() < SATURDAY and day not in _holidays(state, day.year)


def _back(at: datetime, left: timedelta, counts: Callable[[date], bool]) -> datetime:
    moment = at.astimezone(UTC)
    while True:
        day = _day_before(moment)
        begins = _midnight(day)
        # Counted in UTC, so that the days of a clock change have 23 and 25 hours.
        span = moment - begins
        if counts(day):
            if span >= left:
                return moment - left
            left -= span
        moment = begins


def _day_before(moment: datetime) -> date:
    """The day that a moment belongs to, where midnight belongs to the day that ends with it."""
    return timezone.localdate(moment - timedelta(microseconds=1))


def _midnight(day: date) -> datetime:
    begins = datetime.combine(day, time.min, timezone.get_default_timezone())
    return begins.astimezone(UTC)


@lru_cache(maxsize=64)
def _holidays(state: str, year: int) -> frozenset[date]:
    # Only workers and the pages of moderation need it.
    import holidays  # noqa: PLC0415

    try:
        found = holidays.country_holidays("DE", subdiv=state or None, years=year)
    except NotImplementedError:
        # A state that nobody knows has the holidays of the whole country.
        found = holidays.country_holidays("DE", years=year)
    return frozenset(found)
