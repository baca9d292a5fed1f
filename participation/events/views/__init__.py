"""Pages of the events wing."""

from participation.events.views.reading import event, event_list

__all__ = ["event", "event_list"]
