"""Preparing an event, inviting to it, moving it, and calling it off."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from participation.contributions.actions.completeness import label, refuse_incomplete
from participation.events.actions.letters import CALLED_OFF, CHANGED, write_to_all
from participation.events.actions.registering import move_up
from participation.events.models import Event
from participation.events.queries.seats import seats_of
from smartregion.core import audit, slugs
from smartregion.core.errors import WrongState
from smartregion.core.richtext import clean

# Names that stand for other pages of this wing.
RESERVED = frozenset({"verwaltung", "neu", "anmeldung", "kalender", "gruppe", "arbeitsgruppe"})
MANY = ("municipalities", "organisations", "elements")
# What those who come must hear of, and what their calendars take over.
TOLD = ("title", "starts_at", "ends_at", "form", "place", "join_link")


@transaction.atomic
def create_event(*, title: str, by: Any, slug: str = "", **fields: Any) -> Event:
    """Begin to prepare an event; nobody outside sees it yet."""
    taken = RESERVED.union(Event.objects.values_list("slug", flat=True))
    slug = slug or slugs.free_slug(title, taken=taken, otherwise="veranstaltung", length=70)
    event = Event(slug=slug, title=title, **_cleaned(fields))
    _check(event)
    event.save()
    _set_many(event, fields)
    audit.record(by=by, verb="create_event", subject=event)
    return event


@transaction.atomic
def change_event(*, event: Event, by: Any, at: datetime, **fields: Any) -> list[str]:
    """Change an event; who is registered hears of a new time, place or form.

    Returns the names of those changed fields of which they hear.
    """
    stored = Event.objects.select_for_update().get(pk=event.pk)
    if stored.is_cancelled:
        raise WrongState(_("Diese Veranstaltung ist abgesagt und wird nicht mehr geändert."))
    for name, value in _cleaned(fields).items():
        setattr(event, name, value)
    _check(event)
    event.save(update_fields=list(_cleaned(fields)))
    _set_many(event, fields)
    told = [name for name in TOLD if getattr(event, name) != getattr(stored, name)]
    audit.record(by=by, verb="change_event", subject=event, changes={"fields": [*fields]})
    if told and event.is_public and at < event.ends_at:
        _tell(event, CHANGED, at)
    move_up(event=event, at=at)
    return told


@transaction.atomic
def publish_event(*, event: Event, by: Any) -> Event:
    """Invite people: refused, with names, while something is missing."""
    refuse_incomplete([label(event, name) for name in _missing(event)])
    if not Event.objects.filter(pk=event.pk, is_public=False).update(is_public=True):
        raise WrongState(_("Diese Veranstaltung ist bereits veröffentlicht."))
    event.is_public = True
    audit.record(by=by, verb="publish_event", subject=event)
    return event


@transaction.atomic
def call_off_event(*, event: Event, reason: str, by: Any, at: datetime) -> Event:
    """Call an event off: it stays readable with the reason, and everybody registered is written."""
    if at >= event.ends_at:
        raise WrongState(_("Was schon war, kann nicht mehr abgesagt werden."))
    rows = Event.objects.filter(pk=event.pk, is_public=True, cancelled_at__isnull=True)
    if not rows.update(cancelled_at=at, cancelled_because=reason, takes_questions=False):
        raise WrongState(
            _("Absagen lässt sich nur eine veröffentlichte Veranstaltung, und nur einmal.")
        )
    event.refresh_from_db()
    audit.record(by=by, verb="call_off_event", subject=event)
    _tell(event, CALLED_OFF, at)
    return event


@transaction.atomic
def delete_draft(*, event: Event, by: Any) -> None:
    """Throw away an event that was never published."""
    if event.is_public:
        raise WrongState(_("Eine veröffentlichte Veranstaltung wird abgesagt, nicht gelöscht."))
    audit.record(by=by, verb="delete_draft", subject=event)
    event.delete()


def _tell(event: Event, occasion: Any, at: datetime) -> None:
    """Every letter that calendars read counts the sequence up, so that the newest one wins."""
    Event.objects.filter(pk=event.pk).update(sequence=F("sequence") + 1)
    event.refresh_from_db(fields=["sequence"])
    write_to_all(event, occasion, at=at, mark=event.sequence)


def _cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the row itself, with harmless markup."""
    own = {name: value for name, value in fields.items() if name not in MANY}
    return own | {"description": clean(own["description"])} if "description" in own else own


def _set_many(event: Event, fields: Mapping[str, Iterable[Any]]) -> None:
    for name in MANY:
        if name in fields:
            getattr(event, name).set(fields[name])


def _check(event: Event) -> None:
    """Refuse what cannot be: an end before the beginning, seats taken away from those who have them."""
    if event.ends_at <= event.starts_at:
        raise ValidationError(
            {"ends_at": _("Die Veranstaltung muss nach ihrem Beginn enden.")}, code="window"
        )
    if event.is_public and (missing := _missing(event)):
        raise ValidationError(
            {
                name: _("Eine veröffentlichte Veranstaltung braucht diese Angabe.")
                for name in missing
            },
            code="incomplete",
        )
    if event.pk and event.capacity is not None:
        _refuse_too_few(event, event.capacity)


def _refuse_too_few(event: Event, capacity: int) -> None:
    taken = seats_of(event).on_site
    if taken > capacity:
        raise ValidationError(
            {
                "capacity": _(
                    "Es sind schon %(n)d Plätze vergeben; weniger können es nicht werden."
                )
                % {"n": taken}
            },
            code="capacity",
        )


def _missing(event: Event) -> list[str]:
    """What people need to know before they can be invited."""
    needed = ["summary"]
    if event.form != Event.Form.VIRTUAL:
        needed.append("place")
    return [name for name in needed if not getattr(event, name)]
