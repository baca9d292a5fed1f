"""Days as people write them, and the moment at which one begins."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format


def short_day(day: date) -> str:
    """23.05.2026 in German, 23 May 2026 in English."""
    return date_format(day, "SHORT_DATE_FORMAT")


def german_day(stored: str, form: str = "d.m.Y") -> str:
    """A day or moment of a snapshot (2026-05-23, with or without a time) as documents write it: 23.05.2026."""
    return date_format(date.fromisoformat(stored[:10]), form)


def day_of(stored: str | None) -> date | None:
    """The day of a snapshot (2026-05-23) as a date; None where none was said."""
    return date.fromisoformat(stored) if stored else None


def day_begins(day: date) -> datetime:
    """Midnight in the county."""
    return timezone.make_aware(datetime.combine(day, time.min))
