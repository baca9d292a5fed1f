"""Forms of events."""

from participation.events.forms.agenda import Agenda
from participation.events.forms.events import CallOffForm, EventForm
from participation.events.forms.registering import ChangeForm, EntryForm, RegistrationForm

__all__ = ["Agenda", "CallOffForm", "ChangeForm", "EntryForm", "EventForm", "RegistrationForm"]
