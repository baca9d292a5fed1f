"""The live room of an event: its addresses, and what a phone sends there."""

import uuid
from datetime import timedelta

from django.urls import reverse

from participation.contributions.spam import moment
from participation.events.queries.live import live_mark
from tests.factories.dates import NOON
from tests.factories.events import EventFactory


def open_event(**kwargs):
    return EventFactory(takes_questions=True, **kwargs)


def url(name, event, *args):
    return reverse(f"events:{name}", args=[event.slug, *args])


def typed(**fields):
    started = moment(NOON - timedelta(seconds=20))
    return {"text": "Wann fährt der Bus?", "token": str(uuid.uuid4()), "started": started, **fields}


def version_of(event):
    return live_mark(event.slug).value
