"""What the pages of events show."""

from participation.events.queries.events import EventCard, event_cards, page_of

__all__ = ["EventCard", "event_cards", "page_of"]
