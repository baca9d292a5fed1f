"""Events in lists, and what stands on the page of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from participation.events.models import AgendaItem, Event

TONES = {
    Event.Moment.CANCELLED: ("danger", ""),
    Event.Moment.COMING: ("info", "calendar-today"),
    Event.Moment.RUNNING: ("success", ""),
    Event.Moment.PAST: ("neutral", "check"),
}


@dataclass(frozen=True)
class EventCard:
    """An event as lists show it."""

    event: Event
    moment: Event.Moment

    @property
    def tone(self) -> str:
        return TONES[self.moment][0]

    @property
    def icon(self) -> str:
        return TONES[self.moment][1]


def event_cards(*, visible_to: Any, at: datetime) -> tuple[list[EventCard], list[EventCard]]:
    """What is to come, the nearest first; and what has been, the latest first."""
    events = Event.objects.visible_to(visible_to)
    coming = events.filter(ends_at__gte=at).order_by("starts_at", "pk")
    past = events.filter(ends_at__lt=at)
    return _cards(coming, at), _cards(past, at)


def _cards(events: Any, at: datetime) -> list[EventCard]:
    return [EventCard(event, event.moment(at)) for event in events]


@dataclass(frozen=True)
class EventPage:
    """What stands on the page of an event beside its own fields."""

    agenda: Sequence[AgendaItem]


def page_of(event: Event) -> EventPage:
    return EventPage(agenda=list(event.agenda.select_related("topic__forum")))
