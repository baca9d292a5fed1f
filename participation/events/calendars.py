"""Events as calendars know them (RFC 5545), and as programs for mail take them over (RFC 5546).

An event keeps its UID for ever. ``Event.sequence`` counts what calendars have to take over, so that
the newest letter wins over the entry that is there already.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from participation.events.models import Event, Registration
from smartregion.core.calendars import written
from smartregion.core.links import public_url

PRODUCT = "Veranstaltungen"


def invitation(registration: Registration, *, at: datetime) -> str:
    """The entry for the calendar of one person; the same one again where something has changed."""
    return _personal(registration, "REQUEST", at)


def withdrawal(registration: Registration, *, at: datetime) -> str:
    """Takes the entry out of the calendar of one person."""
    return _personal(registration, "CANCEL", at)


def feed(events: Iterable[Event], *, name: str = "", at: datetime) -> str:
    """Events as everybody may know them, for a file or a calendar that is subscribed to."""
    entries = [_entry(event, at, is_off=event.is_cancelled) for event in events]
    return written(entries, product=PRODUCT, name=name)


def _personal(registration: Registration, method: str, at: datetime) -> str:
    event = registration.event
    entry = _entry(event, at, is_off=method == "CANCEL")
    if registration.way == Registration.Way.VIRTUAL and event.join_link:
        entry["location"] = event.join_link
    _add_people(entry, registration)
    return written([entry], product=PRODUCT, method=method)


def _entry(event: Event, at: datetime, *, is_off: bool) -> Any:
    # Costs every process 70 ms that loads it; few requests need it.
    from icalendar import Event as Entry  # noqa: PLC0415

    entry = Entry()
    entry.add("uid", str(event.uid))
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", at.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("summary", event.title)
    entry.add("description", event.summary)
    entry.add("location", event.where)
    entry.add("url", public_url(event.german_url))
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return entry


def _add_people(entry: Any, registration: Registration) -> None:
    from icalendar import vCalAddress, vText  # noqa: PLC0415

    entry.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}"))
    guest = vCalAddress(f"mailto:{registration.email}")
    guest.params["PARTSTAT"] = vText("ACCEPTED")
    guest.params["RSVP"] = vText("FALSE")
    entry.add("attendee", guest)
