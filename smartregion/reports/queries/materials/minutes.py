"""What was written down at events: agenda, who was there, and each point with what became of it."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from participation.events.models import AgendaItem, Event
from participation.events.queries import page_of
from participation.events.queries.minutes import PointLine, point_lines
from participation.events.queries.shares import SMALLEST
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Kind
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.queries.materials.voices import as_said

PUBLIC = AnonymousUser()


@material("events")
def _events(brief: Brief, at: datetime) -> list[Content]:
    """Events that have been; of the documentation of forums those that led into one of its topics."""
    held = Event.objects.visible_to(PUBLIC).filter(ends_at__lt=at, cancelled_at__isnull=True)
    chosen = _of_forums(held, brief) if brief.kind == Kind.FORUM else held
    related = chosen.select_related("minutes").order_by("starts_at", "pk")
    return [_event(event, at) for event in related]


def _of_forums(events: QuerySet[Event], brief: Brief) -> QuerySet[Event]:
    led = AgendaItem.objects.filter(topic__forum__in=[forum.pk for forum in brief.forums])
    return events.filter(pk__in=led.values("event"))


def _event(event: Event, at: datetime) -> Content:
    page = page_of(event, visible_to=PUBLIC, at=at)
    came = event.registrations.filter(came=True).count()
    minutes = getattr(event, "minutes", None)
    published = minutes if minutes and minutes.is_published else None
    lines = point_lines(published, visible_to=PUBLIC, drafts=False) if published else []
    return {
        "title": event.title,
        "kind_label": event.get_kind_display(),
        "summary": event.summary,
        "held_on": timezone.localdate(event.starts_at),
        "until": timezone.localdate(event.ends_at),
        "form_label": event.get_form_display(),
        "place": event.place,
        # Fewer than five might be recognised by their number.
        "people": came if came >= SMALLEST else None,
        "is_example": event.is_example,
        "fields": [element.name for element in page.elements],
        "agenda": [_item(item) for item in page.agenda],
        "groups": [
            {"heading": spread.heading, "shares": [[one.label, one.count] for one in spread.shares]}
            for spread in page.spreads
        ],
        "intro": published.intro if published else "",
        "has_minutes": published is not None,
        "points": _points(lines),
    }


def _item(item: AgendaItem) -> Content:
    """What it was about; who spoke only by their office."""
    return {"starts_at": item.starts_at.strftime("%H:%M"), "title": item.title, "role": item.role}


def _points(lines: Sequence[PointLine]) -> list[Content]:
    return [
        {
            **as_said(line.said),
            "number": line.point.number,
            "fields": [element.name for element in line.elements],
            "grown": [{"title": each.title, "state": each.state} for each in line.outcomes],
        }
        for line in lines
        if line.said
    ]
