"""Grants of a measure: entered, corrected, and led from state to state."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.cover import check_cover
from measures.actions.rows import rewriting
from measures.models import Grant, Measure
from smartregion.core.days import short_day
from smartregion.core.errors import WrongState
from smartregion.core.numbers import exact_euros, per_cent

State = Grant.State
# The day on which a grant came into a state, and what is asked when it comes there.
DAY_OF = {
    State.APPLIED: "applied_on",
    State.APPROVED: "decided_on",
    State.REFUSED: "decided_on",
    State.SETTLED: "settled_on",
}
# The days of its life, in the order in which they come.
DAYS = ("applied_on", "decided_on", "drawn_on", "settled_on")
DEADLINES = ("apply_by", "draw_by", "proof_by", "bound_until")
# Which days make sense in each state.
KNOWN_DAYS: dict[State, tuple[str, ...]] = {
    State.PLANNED: (),
    State.APPLIED: ("applied_on",),
    State.APPROVED: ("applied_on", "decided_on", "drawn_on"),
    State.REFUSED: ("applied_on", "decided_on"),
    State.SETTLED: DAYS,
}


def add_grant(
    *, measure: Measure, by: Any, at: datetime, lock_version: int, **values: Any
) -> Grant:
    """Enter a grant, in whatever state it is by now."""
    grant = Grant(measure=measure, **values)
    _check_days(grant, on=timezone.localdate(at))
    with _writing("add_grant", measure, by, at, lock_version):
        grant.save()
    return grant


def change_grant(*, grant: Grant, by: Any, at: datetime, lock_version: int, **values: Any) -> Grant:
    """Correct what is written about a grant; its state stays."""
    stored = Grant.objects.select_related("measure").get(pk=grant.pk)
    for name, value in values.items():
        setattr(stored, name, value)
    _check_days(stored, on=timezone.localdate(at))
    with _writing("change_grant", stored.measure, by, at, lock_version):
        stored.save(update_fields=list(values))
    return stored


def move_grant(
    *, grant: Grant, to: str, on: date, by: Any, at: datetime, lock_version: int, **values: Any
) -> Grant:
    """Lead a grant into another state; a decision may bring another amount and new deadlines."""
    check_step(grant, to)
    moved = Grant.objects.select_related("measure").get(pk=grant.pk)
    values |= {"state": to, DAY_OF[State(to)]: on}
    if to == State.APPLIED:
        # Asked for again after a refusal: the old decision holds no longer.
        values["decided_on"] = None
    for name, value in values.items():
        setattr(moved, name, value)
    _check_days(moved, on=timezone.localdate(at))
    with _writing("move_grant", moved.measure, by, at, lock_version):
        if not Grant.objects.filter(pk=grant.pk, state=grant.state).update(**values):
            raise WrongState(
                _("Diese Förderung wurde inzwischen von jemand anderem weitergeführt.")
            )
    return moved


def check_step(grant: Grant, to: str) -> None:
    """Refuse a step that does not follow the state."""
    if not grant.can_move_to(to):
        raise WrongState(
            _("Eine Förderung im Stand „%(old)s“ kann nicht auf „%(new)s“ gesetzt werden.")
            % {"old": grant.get_state_display(), "new": State(to).label}
        )


@transaction.atomic
def remove_grant(*, grant: Grant, by: Any, at: datetime) -> None:
    """Take back what was only planned; what was asked for stays, whatever became of it."""
    measure = Measure.objects.select_for_update().get(pk=grant.measure_id)
    with _writing("remove_grant", measure, by, at, measure.lock_version):
        deleted, _by_model = Grant.objects.filter(pk=grant.pk, state=State.PLANNED).delete()
        if not deleted:
            raise WrongState(
                _("Nur eine geplante Förderung lässt sich entfernen; ein Antrag bleibt stehen.")
            )


def grant_in_words(grant: Grant) -> str:
    """A grant in one line, as the history shows it."""
    parts = [grant.programme, grant.get_state_display(), exact_euros(grant.amount_eur)]
    if grant.rate is not None:
        parts.append(per_cent(grant.rate, 0 if grant.rate == int(grant.rate) else 2))
    days = [(name, getattr(grant, name)) for name in (*DEADLINES, *DAYS)]
    parts += [f"{Grant.called(name)} {short_day(day)}" for name, day in days if day]
    return ", ".join(filter(None, [*parts, grant.note]))


@contextmanager
def _writing(
    verb: str, measure: Measure, by: Any, at: datetime, lock_version: int
) -> Iterator[None]:
    with rewriting(
        "grants",
        measure=measure,
        by=by,
        at=at,
        lock_version=lock_version,
        words=grant_in_words,
        verb=verb,
    ):
        yield
        check_cover(measure)


def _check_days(grant: Grant, *, on: date) -> None:
    """The days fit the state, follow one another and have been."""
    state = State(grant.state)
    if state in DAY_OF and getattr(grant, DAY_OF[state]) is None:
        raise _refusal(DAY_OF[state], _("Bitte nennen Sie den Tag, an dem das geschah."))
    earlier: date | None = None
    for name in DAYS:
        day: date | None = getattr(grant, name)
        if day is None:
            continue
        if name not in KNOWN_DAYS[state]:
            raise _refusal(name, _("Dieser Tag passt nicht zum Stand der Förderung."))
        if day > on:
            raise _refusal(name, _("Dieser Tag liegt in der Zukunft."))
        if earlier and day < earlier:
            raise _refusal(name, _("Dieser Tag liegt vor einem früheren Schritt der Förderung."))
        earlier = day


def _refusal(field: str, message: str) -> ValidationError:
    return ValidationError({field: ValidationError(message, code=f"{field}_wrong")})
