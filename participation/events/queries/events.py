"""Events in lists, and what stands on the page of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

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
    seats: Seats

    @property
    def is_booked_out(self) -> bool:
        """Whoever registers now waits, for there is no way in but the door."""
        is_coming = self.moment == Event.Moment.COMING
        return is_coming and self.event.form == Event.Form.ON_SITE and self.seats.is_full

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


def managed_events(*, at: datetime) -> list[EventCard]:
    """All events for the office, the newest first, with who is coming."""
    return _cards(Event.objects.select_related("responsible"), at)


def coming_events(*, at: datetime, until: datetime) -> list[EventCard]:
    """What the office has to prepare next, the nearest first."""
    soon = Event.objects.filter(is_public=True, cancelled_at__isnull=True)
    soon = soon.filter(ends_at__gte=at, starts_at__lte=until).order_by("starts_at", "pk")
    return _cards(soon, at)


def upcoming(*, at: datetime, most: int) -> list[EventCard]:
    """What the public may come to next, for the start page."""
    events = Event.objects.filter(is_public=True, cancelled_at__isnull=True, ends_at__gte=at)
    return _cards(events.order_by("starts_at", "pk"), at)[:most]


def _cards(events: QuerySet[Event], at: datetime) -> list[EventCard]:
    return [
        EventCard(event, event.moment(at), counted(event)) for event in events.annotate(**COUNTED)
    ]


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
        agenda=list(event.agenda.select_related("topic__forum")),
        materials=list(event.materials.select_related("event")),
        organisations=list(event.organisations.all()),
        municipalities=list(event.municipalities.all()),
        elements=list(event.elements.visible_to(visible_to)),
        seats=seats_of(event),
        # While registrations still move, comparing two looks would tell who is in which group.
        spreads=spreads_of(event) if at >= event.ends_at else [],
        has_projects=ProjectProfile.objects.filter(
            group__event=event, contribution__isnull=False
        ).exists(),
    )
