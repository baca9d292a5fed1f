"""The live room of an event."""

from typing import Any

from participation.events.models import Event, LiveQuestion
from tests.architecture.access.table import Row, only, public

MANAGERS = ("strategy_office", "moderator", "administration")


def past_event() -> dict[str, Any]:
    event = Event.objects.filter(is_public=True, questions__isnull=False).earliest("starts_at")
    return {"slug": event.slug}


def question() -> dict[str, Any]:
    found = LiveQuestion.objects.filter(event__slug=past_event()["slug"], state="answered")
    return {
        **past_event(),
        "pk": found.earliest("contribution__written_at", "contribution__text").pk,
    }


TABLE: dict[str, Row] = {
    "events:live": public(where=past_event),
    "events:live_questions": public(where=past_event),
    # What no longer takes questions refuses everybody in the same way.
    "events:live_support": public(where=past_event, post=True, answer=409),
    "events:live_screen": public(where=past_event),
    "events:live_desk": only(*MANAGERS, where=past_event),
    "events:live_move": only(*MANAGERS, where=past_event, post=True, answer=409),
    "events:live_switch": only(*MANAGERS, where=past_event, post=True),
    "events:live_hide": only(*MANAGERS, where=question),
}
