"""Events: invited by the office, read by everybody, registered for without an account."""

from typing import Any

from participation.events.models import Event
from tests.architecture.access.table import Row, public


def event() -> dict[str, Any]:
    """The event that is next, and takes registrations."""
    found = Event.objects.filter(is_public=True, cancelled_at=None).latest("starts_at")
    return {"slug": found.slug}


TABLE: dict[str, Row] = {
    "events:event_list": public(),
    "events:event": public(where=event),
}
