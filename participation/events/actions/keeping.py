"""What happens by itself: reminders before an event, and what is forgotten after it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.text import Truncator

from participation.events.actions.letters import REMINDER, key_of, write_to_many
from participation.events.models import MinutePoint, ProjectProfile, Registration
from smartregion.core import audit
from smartregion.notices.models import Mail

# Long enough to find somebody else for a seat, short enough not to be forgotten again.
REMIND_BEFORE = timedelta(hours=48)
# As long as the title of a project may be.
TITLE_LENGTH = 160


@transaction.atomic
def remind_registered(*, at: datetime) -> int:
    """Remind everybody who has a seat of what begins soon; once for each date."""
    due = {key_of(one, REMINDER, _date(one)): one for one in _to_remind(at)}
    written = set(Mail.objects.filter(key__in=due).values_list("key", flat=True))
    fresh = [one for key, one in due.items() if key not in written]
    return write_to_many(fresh, REMINDER, at=at, mark_of=_date)


def _to_remind(at: datetime) -> list[Registration]:
    """Who registered within the last hours before the beginning knows it well enough."""
    seats = Registration.objects.known().confirmed().select_related("event")
    soon = seats.filter(
        event__is_public=True,
        event__cancelled_at__isnull=True,
        event__starts_at__gt=at,
        event__starts_at__lte=at + REMIND_BEFORE,
    )
    return [one for one in soon if one.event.starts_at - one.registered_at > REMIND_BEFORE]


def _date(registration: Registration) -> str:
    """An event that was moved is reminded of anew."""
    return f"{registration.event.starts_at:%Y%m%d%H%M}"


@transaction.atomic
def forget_registered(*, at: datetime) -> int:
    """Remove who registered for events long past; where they came from and whether they came stays."""
    due = Registration.retention.rows_due(Registration, at)
    events = {one.event_id: one.event for one in due.select_related("event")}
    gone = due.update(name="", email="", organisation="", needs="")
    for event in events.values():
        audit.record(by=None, verb="forget_registered", subject=event)
    return gone


def replace_copies(contribution: UUID, words: str) -> None:
    """Put ``words`` in the place of what a point or a project profile keeps of this contribution."""
    MinutePoint.objects.filter(contribution=contribution).update(text=words)
    answers = dict.fromkeys(ProjectProfile.QUESTIONS, "")
    title = Truncator(words).chars(TITLE_LENGTH)
    ProjectProfile.objects.filter(contribution=contribution).update(title=title, **answers)
