"""Events: invited by the office, read by everybody, registered for without an account."""

from typing import Any

from participation.events.models import Event, EventMaterial, Registration
from tests.architecture.access.table import Row, only, public

HOSTS = ("strategy_office", "moderator", "administration")


def event() -> dict[str, Any]:
    """The event that is last to come, and takes registrations."""
    found = Event.objects.filter(is_public=True, cancelled_at=None).latest("starts_at")
    return {"slug": found.slug}


def registration() -> dict[str, Any]:
    """The one of somebody who is coming."""
    return {"key": _coming().key}


def participant() -> dict[str, Any]:
    found = _coming()
    return {"slug": found.event.slug, "pk": found.pk}


def material() -> dict[str, Any]:
    """A file, for a link leads away by itself; but beside a link, so that it can change places with it."""
    files = EventMaterial.objects.select_related("event").exclude(file="")
    found = files.filter(event__materials__file="").earliest("event__starts_at", "position")
    return {"slug": found.event.slug, "pk": found.pk}


def _coming() -> Registration:
    coming = Registration.objects.known().confirmed().select_related("event")
    return coming.filter(event=Event.objects.get(**event())).earliest("pk")


# What leaves the house with names in it is asked for with a fresh login.
ASKED_AGAIN = 302

TABLE: dict[str, Row] = {
    "events:event_list": public(),
    "events:calendar": public(),
    "events:event": public(where=event),
    "events:event_calendar": public(where=event),
    "events:material": public(where=material),
    "events:register": public(where=event),
    "events:registered": public(where=event),
    "events:registration": public(where=registration),
    "events:registration_change": public(where=registration),
    "events:registration_cancel": public(where=registration),
    "events:registration_calendar": public(where=registration),
    "events:manage_list": only(*HOSTS),
    "events:event_create": only(*HOSTS),
    "events:event_edit": only(*HOSTS, where=event),
    "events:agenda": only(*HOSTS, where=event),
    "events:publish": only(*HOSTS, where=event),
    "events:call_off": only(*HOSTS, where=event),
    "events:event_delete": only(*HOSTS, where=event),
    "events:materials": only(*HOSTS, where=event),
    "events:material_move": only(*HOSTS, where=material, post=True),
    "events:material_remove": only(*HOSTS, where=material),
    "events:participants": only(*HOSTS, where=event),
    "events:participant_enter": only(*HOSTS, where=event),
    "events:participant_cancel": only(*HOSTS, where=participant),
    "events:participants_csv": only(*HOSTS, where=event),
    "events:participants_xlsx": only(*HOSTS, where=event),
}
