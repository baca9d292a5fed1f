"""Fetching events by their address."""

from django.http import HttpRequest

from participation.events.models import Event
from smartregion.core.access import get_for

MANAGE = "participation.manage_events"


def event_for(request: HttpRequest, slug: str, permission: str | None = None) -> Event:
    return get_for(request, permission, Event.objects.visible_to(request.user), slug=slug)
