"""Events: invited, held, written down, and what grew from them."""

from participation.events.models.agenda import AgendaItem, EventMaterial
from participation.events.models.events import Event, EventQuerySet
from participation.events.models.groups import ProjectProfile, WorkingGroup
from participation.events.models.live import LiveQuestion, LiveSupport
from participation.events.models.minutes import MinutePoint, Minutes
from participation.events.models.registrations import Registration

__all__ = [
    "AgendaItem",
    "Event",
    "EventMaterial",
    "EventQuerySet",
    "LiveQuestion",
    "LiveSupport",
    "MinutePoint",
    "Minutes",
    "ProjectProfile",
    "Registration",
    "WorkingGroup",
]
