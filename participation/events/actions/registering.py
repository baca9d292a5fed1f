"""Registering for an event, changing it, signing off, and moving up from the waiting list."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.events.actions.letters import (
    CONFIRMED,
    MOVED_UP,
    SIGNED_OFF,
    WAITING,
    write_to,
)
from participation.events.models import Event, Registration
from participation.events.queries.seats import seats_of
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.county.models import Municipality
from strategy.models import ActorGroup

State, Way = Registration.State, Registration.Way


@transaction.atomic
def register(*, event: Event, email: str, at: datetime, **fields: Any) -> Registration:
    """Give somebody a seat, or a place on the waiting list, and write to them.

    ``fields`` are those of ``Registration``: name, organisation, municipality, way … Whoever
    is registered already gets their letter again, and nobody learns that they are.
    """
    event = _alone(event)
    if not event.takes_registrations(at):
        raise WrongState(_("Für diese Veranstaltung kann man sich zurzeit nicht anmelden."))
    email = email.lower()
    if known := event.registrations.expected().filter(email=email).first():
        _write_again(known, at)
        return known
    return _take_in(event, email=email, at=at, by=None, **fields)


@transaction.atomic
def enter_registration(
    *, event: Event, by: Any, at: datetime, email: str = "", **fields: Any
) -> Registration:
    """The office writes down somebody who called, or who stands at the door."""
    event = _alone(event)
    if event.is_cancelled or at >= event.ends_at:
        raise WrongState(_("Diese Veranstaltung ist vorbei oder abgesagt."))
    email = email.lower()
    if email and event.registrations.expected().filter(email=email).exists():
        raise ValidationError(
            {"email": _("Diese Adresse ist schon angemeldet.")}, code="registered"
        )
    return _take_in(event, email=email, at=at, by=by, **fields)


@transaction.atomic
def change_registration(
    *,
    registration: Registration,
    at: datetime,
    name: str,
    organisation: str,
    municipality: Municipality | None,
    actor_group: ActorGroup | None,
    way: str,
    needs: str,
) -> Registration:
    """Change what somebody told about themselves, or how they take part."""
    event = _alone(registration.event)
    registration.refresh_from_db()
    _refuse_unless_changeable(registration, at)
    state = _state_by(registration, way)
    moved = (way, state) != (registration.way, registration.state)
    registration.name, registration.organisation = name, organisation
    registration.municipality, registration.actor_group = municipality, actor_group
    registration.way, registration.needs, registration.state = way, needs, state
    registration.save()
    audit.record(by=None, verb="change_registration", subject=registration)
    if moved:
        write_to(registration, CONFIRMED, at=at, mark=f"{at:%Y%m%d%H%M}")
        move_up(event=event, at=at)
    return registration


@transaction.atomic
def cancel_registration(*, registration: Registration, at: datetime, by: Any = None) -> None:
    """Sign off; whoever has waited longest gets the seat."""
    event = _alone(registration.event)
    registration.refresh_from_db()
    _refuse_unless_changeable(registration, at)
    had_seat = registration.state == State.CONFIRMED
    registration.state = State.CANCELLED
    registration.save(update_fields=["state"])
    audit.record(by=by, verb="cancel_registration", subject=registration)
    # Who waited has no entry in their calendar that could be taken out.
    write_to(registration, SIGNED_OFF if had_seat else replace(SIGNED_OFF, calendar=None), at=at)
    move_up(event=event, at=at)


@transaction.atomic
def move_up(*, event: Event, at: datetime) -> list[Registration]:
    """Give free seats to those who have waited longest, until the event begins."""
    if event.is_cancelled or at >= event.starts_at:
        return []
    free = seats_of(event).free
    lucky = list(event.registrations.waiting().select_related("event")[:free])
    for registration in lucky:
        registration.state = State.CONFIRMED
        write_to(registration, MOVED_UP, at=at)
        audit.record(by=None, verb="move_up", subject=registration)
    Registration.objects.filter(pk__in=[one.pk for one in lucky]).update(state=State.CONFIRMED)
    return lucky


def _take_in(event: Event, *, by: Any, at: datetime, **fields: Any) -> Registration:
    way = fields.setdefault("way", event.ways[0])
    if way not in event.ways:
        raise ValidationError({"way": _("So kann man hier nicht teilnehmen.")}, code="way")
    waits = way == Way.ON_SITE and seats_of(event).is_full
    registration = Registration.objects.create(
        event=event,
        state=State.WAITING if waits else State.CONFIRMED,
        registered_at=at,
        **fields,
    )
    audit.record(by=by, verb="enter_registration" if by else "register", subject=registration)
    write_to(registration, WAITING if waits else CONFIRMED, at=at)
    return registration


def _alone(event: Event) -> Event:
    """The event as it is now, for this transaction alone: two people never take the last seat."""
    return Event.objects.select_for_update().get(pk=event.pk)


def _state_by(registration: Registration, way: str) -> str:
    """Where somebody stands who takes part in this way from now on."""
    if way not in registration.event.ways:
        raise ValidationError({"way": _("So kann man hier nicht teilnehmen.")}, code="way")
    if way == registration.way:
        return registration.state
    if way == Way.ON_SITE and seats_of(registration.event).is_full:
        raise ValidationError(
            {"way": _("Vor Ort sind alle Plätze vergeben. Sie bleiben virtuell angemeldet.")},
            code="full",
        )
    return State.CONFIRMED


def _refuse_unless_changeable(registration: Registration, at: datetime) -> None:
    if registration.is_cancelled:
        raise WrongState(_("Diese Anmeldung ist bereits abgesagt."))
    if registration.event.is_cancelled or at >= registration.event.ends_at:
        raise WrongState(_("Diese Veranstaltung ist vorbei oder abgesagt."))


def _write_again(registration: Registration, at: datetime) -> None:
    """Once a day: nobody can fill somebody else's mailbox with it."""
    occasion = WAITING if registration.state == State.WAITING else CONFIRMED
    write_to(registration, occasion, at=at, mark=timezone.localdate(at).isoformat())
