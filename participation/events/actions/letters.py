"""What people who registered are written: each letter once, and in German."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from participation.events.calendars import invitation, withdrawal
from participation.events.models import Event, Registration
from smartregion.core.links import public_url
from smartregion.county.models import County
from smartregion.notices.actions import write_mail

Calendar = Callable[..., str]
NEXT_ROUND = timedelta(seconds=1)


@dataclass(frozen=True)
class Occasion:
    """Why somebody is written; ``name`` is also the template of the letter."""

    name: str
    subject: str | Promise
    # What the letter does to the calendar of whoever receives it.
    calendar: Calendar | None = None


CONFIRMED = Occasion("confirmed", _("Ihre Anmeldung: %(title)s"), invitation)
WAITING = Occasion("waiting", _("Sie stehen auf der Warteliste: %(title)s"))
MOVED_UP = Occasion("moved_up", _("Sie haben jetzt einen Platz: %(title)s"), invitation)
CHANGED = Occasion("changed", _("Das hat sich geändert: %(title)s"), invitation)
CALLED_OFF = Occasion("called_off", _("Abgesagt: %(title)s"), withdrawal)
SIGNED_OFF = Occasion("signed_off", _("Sie sind abgemeldet: %(title)s"), withdrawal)
REMINDER = Occasion("reminder", _("Zur Erinnerung: %(title)s"))


def write_to(
    registration: Registration, occasion: Occasion, *, at: datetime, mark: object = ""
) -> bool:
    """Lay one letter into the outbox; False where there is no address, or it was written before.

    ``mark`` tells letters on the same occasion apart: the second change of an event is news again.
    """
    key = key_of(registration, occasion, mark)
    return _write(registration, occasion, County.objects.first(), key=key, at=at, not_before=at)


def write_to_many(
    registrations: Iterable[Registration],
    occasion: Occasion,
    *,
    at: datetime,
    mark_of: Callable[[Registration], object],
) -> int:
    """The same to many (with their event loaded); how many letters are new.

    They wait for the scheduler's next round instead of ringing for the worker one by one. The
    outbox takes each by itself: 300 people take about a second.
    """
    county = County.objects.first()
    return sum(
        _write(
            one,
            occasion,
            county,
            key=key_of(one, occasion, mark_of(one)),
            at=at,
            not_before=at + NEXT_ROUND,
        )
        for one in registrations
    )


def write_to_all(event: Event, occasion: Occasion, *, at: datetime, mark: object = "") -> int:
    """To everybody who is expected or waiting; how many letters are new."""
    expected = event.registrations.expected().select_related("event")
    return write_to_many(expected, occasion, at=at, mark_of=lambda _one: mark)


def key_of(registration: Registration, occasion: Occasion, mark: object = "") -> str:
    """Under which name the outbox knows this letter."""
    return f"registration:{registration.pk}:{occasion.name}:{mark}".rstrip(":")


def _write(
    registration: Registration,
    occasion: Occasion,
    county: County | None,
    *,
    key: str,
    at: datetime,
    not_before: datetime,
) -> bool:
    """Nothing in a letter was typed by whoever registered: the address may be somebody else's."""
    if not registration.email:
        return False
    with override(settings.LANGUAGE_CODE):
        return write_mail(
            key=key,
            to=registration.email,
            subject=occasion.subject % {"title": registration.event.title},
            text=render_to_string(
                f"events/letters/{occasion.name}.txt", _context(registration) | {"county": county}
            ),
            at=at,
            not_before=not_before,
            calendar=_calendar(registration, occasion, at),
        )


def _context(registration: Registration) -> dict[str, object]:
    return {
        "registration": registration,
        "event": registration.event,
        "event_url": public_url(registration.event.german_url),
        "own_url": public_url(registration.german_url),
        "is_waiting": registration.state == Registration.State.WAITING,
        "is_virtual": registration.way == Registration.Way.VIRTUAL,
    }


def _calendar(registration: Registration, occasion: Occasion, at: datetime) -> str:
    """Whoever waits has nothing in their calendar yet."""
    if not occasion.calendar or registration.state == Registration.State.WAITING:
        return ""
    return occasion.calendar(registration, at=at)
