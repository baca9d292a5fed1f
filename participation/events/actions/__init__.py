"""Everything that is done with an event, from the first draft to the minutes."""

from participation.events.actions.agenda import set_agenda
from participation.events.actions.attendance import note_attendance, note_export
from participation.events.actions.keeping import forget_registered, remind_registered
from participation.events.actions.registering import (
    cancel_registration,
    change_registration,
    enter_registration,
    move_up,
    register,
)
from participation.events.actions.running import (
    call_off_event,
    change_event,
    create_event,
    delete_draft,
    publish_event,
)

__all__ = [
    "call_off_event",
    "cancel_registration",
    "change_event",
    "change_registration",
    "create_event",
    "delete_draft",
    "enter_registration",
    "forget_registered",
    "move_up",
    "note_attendance",
    "note_export",
    "publish_event",
    "register",
    "remind_registered",
    "set_agenda",
]
