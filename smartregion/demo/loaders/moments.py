"""The demo's calendar names days; what happens on one needs a moment."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def at_ten(day: date) -> datetime:
    """Ten in the morning in the county: when offices publish, answer and decide."""
    return timezone.make_aware(datetime.combine(day, time(10)))


def day_ends(day: date) -> datetime:
    """The last minute of a day, so that a period shows the day it ends on."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def not_before(day: date, on: date, *, days: int = 90) -> date:
    """A day of the calendar, moved so that a demo loaded late still has something to take part in."""
    return max(day, on + timedelta(days=days))
