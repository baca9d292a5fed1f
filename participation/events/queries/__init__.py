"""What the pages of events show."""

from participation.events.queries.events import (
    EventCard,
    coming_events,
    event_cards,
    managed_events,
    page_of,
    upcoming,
)
from participation.events.queries.participants import grouped, participants
from participation.events.queries.seats import Seats, seats_of

__all__ = [
    "EventCard",
    "Seats",
    "coming_events",
    "event_cards",
    "grouped",
    "managed_events",
    "page_of",
    "participants",
    "seats_of",
    "upcoming",
]
