"""Fetching events by their address."""

from django.http import HttpRequest

from participation.events.models import Event, Registration
from smartregion.core.access import get_for

MANAGE = "participation.manage_events"


def event_for(request: HttpRequest, slug: str, permission: str | None = None) -> Event:
    return get_for(request, permission, Event.objects.visible_to(request.user), slug=slug)


def registration_for(request: HttpRequest, key: object) -> Registration:
    """Whoever has the key may read and change it; forgotten people have none any more."""
    known = Registration.objects.known().select_related("event", "municipality", "actor_group")
    return get_for(request, None, known, key=key)
