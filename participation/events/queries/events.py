"""Events in lists, and what stands on the page of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from participation.events.models import AgendaItem, Event, EventMaterial, ProjectProfile
from participation.events.queries.seats import COUNTED, Seats, counted, seats_of
from participation.events.queries.shares import Spread, spreads_of
from smartregion.county.models import Municipality, Organisation
from strategy.models import Element

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


@dataclass(frozen=True)
class ManagedEvent:
    """An event as the office sees it in its list."""

    card: EventCard
    seats: Seats


def managed_events(*, at: datetime) -> list[ManagedEvent]:
    """All events for the office, the newest first, with who is coming."""
    events = Event.objects.select_related("responsible").annotate(**COUNTED)
    return [ManagedEvent(EventCard(event, event.moment(at)), counted(event)) for event in events]


def coming_events(*, at: datetime, until: datetime) -> list[ManagedEvent]:
    """What the office has to prepare next, the nearest first."""
    soon = Event.objects.filter(is_public=True, cancelled_at__isnull=True)
    soon = soon.filter(ends_at__gte=at, starts_at__lte=until).order_by("starts_at", "pk")
    events = soon.annotate(**COUNTED)
    return [ManagedEvent(EventCard(event, event.moment(at)), counted(event)) for event in events]


def upcoming(*, at: datetime, most: int) -> list[EventCard]:
    """What the public may come to next, for the start page."""
    events = Event.objects.filter(is_public=True, cancelled_at__isnull=True, ends_at__gte=at)
    return _cards(events.order_by("starts_at", "pk")[:most], at)


def _cards(events: Any, at: datetime) -> list[EventCard]:
    return [EventCard(event, event.moment(at)) for event in events]


@dataclass(frozen=True)
class EventPage:
    """What stands on the page of an event beside its own fields."""

    agenda: Sequence[AgendaItem]
    materials: Sequence[EventMaterial]
    organisations: Sequence[Organisation]
    municipalities: Sequence[Municipality]
    elements: Sequence[Element]
    seats: Seats
    spreads: Sequence[Spread]
    has_projects: bool


def page_of(event: Event, *, visible_to: Any, at: datetime) -> EventPage:
    """Shares are told when there is something to tell: from the beginning on."""
    return EventPage(
        agenda=event.agenda.select_related("topic__forum"),
        materials=event.materials.select_related("event"),
        organisations=event.organisations.all(),
        municipalities=event.municipalities.all(),
        elements=event.elements.visible_to(visible_to),
        seats=seats_of(event),
        spreads=spreads_of(event) if at >= event.starts_at else [],
        has_projects=ProjectProfile.objects.filter(
            group__event=event, contribution__isnull=False
        ).exists(),
    )
