"""What calendar programs read (RFC 5545): entries put into one file, and days that last all day."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import HttpResponse


def written(
    entries: Iterable[Any], *, product: str, method: str = "PUBLISH", name: str = ""
) -> str:
    """A whole calendar; ``product`` names the part of the software that writes it."""
    # Costs every process 70 ms that loads it; few requests need it.
    from icalendar import Calendar  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", f"-//SmartRegion//{product}//DE")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        # Unwritten standard: what programs call a calendar that is subscribed to.
        calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(entry)
    return str(calendar.to_ical().decode())


def all_day(*, uid: str, day: date, summary: str, description: str, url: str, at: datetime) -> Any:
    """Something to remember on a day, which makes nobody busy."""
    from icalendar import Event  # noqa: PLC0415

    entry = Event()
    entry.add("uid", uid)
    entry.add("dtstamp", at.astimezone(UTC))
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", summary)
    entry.add("description", description)
    entry.add("url", url)
    entry.add("transp", "TRANSPARENT")
    return entry


def calendar_file(name: str, text: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
