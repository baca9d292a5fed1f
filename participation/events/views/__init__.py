"""Pages of the events wing."""

from participation.events.views.files import calendar, event_calendar, material
from participation.events.views.managing import (
    agenda,
    call_off,
    event_create,
    event_delete,
    event_edit,
    manage_list,
    publish,
)
from participation.events.views.materials import material_move, material_remove, materials
from participation.events.views.participants import (
    participant_cancel,
    participant_enter,
    participants,
    participants_csv,
    participants_xlsx,
)
from participation.events.views.reading import event, event_list
from participation.events.views.registering import (
    register,
    registered,
    registration,
    registration_calendar,
    registration_cancel,
    registration_change,
)

__all__ = [
    "agenda",
    "calendar",
    "call_off",
    "event",
    "event_calendar",
    "event_create",
    "event_delete",
    "event_edit",
    "event_list",
    "manage_list",
    "material",
    "material_move",
    "material_remove",
    "materials",
    "participant_cancel",
    "participant_enter",
    "participants",
    "participants_csv",
    "participants_xlsx",
    "publish",
    "register",
    "registered",
    "registration",
    "registration_calendar",
    "registration_cancel",
    "registration_change",
]
