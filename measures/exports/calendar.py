"""Days of measures as a calendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from measures.queries.calendar import CalendarDay
from smartregion.core.calendars import all_day, written
from smartregion.core.links import public_url


def calendar_of(days: Iterable[CalendarDay], *, name: str, at: datetime) -> str:
    """Each day lasts all day and keeps its identity when it moves."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    entries = [
        all_day(
            uid=f"{each.key}@{host}",
            day=each.day,
            summary=each.summary,
            description=each.description,
            url=public_url(each.path),
            at=at,
        )
        for each in days
    ]
    return written(entries, product="Massnahmen", name=name)
