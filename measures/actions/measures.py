"""Writing measures and moving them through their life."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.completing import refuse_incomplete
from measures.actions.editing import claim_edit
from measures.actions.history import field_in_words, note
from measures.actions.telling import tell_of_move
from measures.models import Audience, Measure, MeasureStateChange
from smartregion.core.audit import record
from smartregion.core.errors import WrongState
from strategy.models import Element

# Names of several things at once; everything else is one value.
MANY = ("further_fields", "objectives", "municipalities")
State = Measure.State


@transaction.atomic
def create_measure(*, by: Any, field: Element, **values: Any) -> Measure:
    """A new measure, proposed for the strategy of its field of action.

    ``audiences`` are the situations in life that it is for; all other values are named as in the model.
    """
    several = {name: values.pop(name) for name in (*MANY, "audiences") if name in values}
    measure = Measure.objects.create(strategy=field.strategy, field=field, **values)
    for name, chosen in several.items():
        _put(measure, name, chosen)
    record(by=by, verb="create_measure", subject=measure)
    return measure


@transaction.atomic
def change_measure(
    *, measure: Measure, by: Any, at: datetime, lock_version: int, **values: Any
) -> Measure:
    """Write new values, unless somebody else was faster (``EditConflict``).

    What each changed field said and says now goes into the history, in words.
    """
    claim_edit(measure, lock_version)
    stored = Measure.objects.get(pk=measure.pk)
    changed = sorted(name for name, value in values.items() if _differs(stored, name, value))
    old = {name: field_in_words(stored, name) for name in changed}
    for name in changed:
        _put(stored, name, values[name])
    stored.save()
    for name in changed:
        new = field_in_words(stored, name)
        note(measure=stored, by=by, at=at, field=name, old=old[name], new=new)
    record(by=by, verb="change_measure", subject=stored, changes={"fields": changed})
    return stored


def _differs(measure: Measure, name: str, value: Any) -> bool:
    if name in MANY:
        return set(getattr(measure, name).all()) != set(value)
    if name == "audiences":
        return set(measure.audiences.values_list("situation", flat=True)) != set(value)
    return bool(getattr(measure, name) != value)


def _put(measure: Measure, name: str, value: Any) -> None:
    if name in MANY:
        getattr(measure, name).set(value)
    elif name == "audiences":
        measure.audiences.exclude(situation__in=value).delete()
        there = set(measure.audiences.values_list("situation", flat=True))
        Audience.objects.bulk_create(
            Audience(measure=measure, situation=situation)
            for situation in dict.fromkeys(value)
            if situation not in there
        )
    else:
        setattr(measure, name, value)


@transaction.atomic
def move_measure(
    *,
    measure: Measure,
    to: str,
    by: Any,
    at: datetime,
    reason: str = "",
    review_on: date | None = None,
) -> MeasureStateChange:
    """The one way into another state; of two people who try, one is told that it has moved.

    Those from whose contributions the measure grew are told, too.
    """
    old, on = measure.state, timezone.localdate(at)
    if not measure.can_move_to(to):
        raise WrongState(
            _("Eine Maßnahme im Stand „%(old)s“ kann nicht auf „%(new)s“ gesetzt werden.")
            % {"old": State(old).label, "new": State(to).label}
        )
    _check_reason(measure, to, reason.strip())
    _check_review_date(to, review_on, on)
    if to == State.QUALIFIED:
        refuse_incomplete(measure)
    values = {
        "state_reason": reason.strip(),
        "review_on": review_on if to == State.DEFERRED else None,
        "lock_version": F("lock_version") + 1,
        **_actual_dates(measure, to, on),
    }
    if not Measure.objects.filter(pk=measure.pk, state=old).update(state=to, **values):
        raise WrongState(_("Diese Maßnahme wurde inzwischen von jemand anderem weitergeführt."))
    measure.refresh_from_db()
    record(by=by, verb="move_measure", subject=measure, changes={"state": [old, to]})
    change = MeasureStateChange.objects.create(
        measure=measure, old_state=old, new_state=to, reason=reason.strip(), by=by, at=at
    )
    tell_of_move(change)
    return change


def _check_reason(measure: Measure, to: str, reason: str) -> None:
    if reason:
        return
    if to in Measure.NEEDS_REASON or measure.state == State.COMPLETED:
        raise _refusal("reason", _("Bitte begründen Sie diesen Schritt; alle können das lesen."))
    if to == State.COMPLETED and measure.milestones.filter(done_on__isnull=True).exists():
        raise _refusal(
            "reason",
            _("Es sind noch Meilensteine offen. Bitte begründen Sie, warum sie entfallen."),
        )


def _check_review_date(to: str, review_on: date | None, on: date) -> None:
    if to == State.DEFERRED and (review_on is None or review_on <= on):
        raise _refusal(
            "review_on", _("Bitte nennen Sie einen künftigen Tag, an dem neu entschieden wird.")
        )


def _actual_dates(measure: Measure, to: str, on: date) -> dict[str, date | None]:
    if to == State.RUNNING:
        return {"started_on": measure.started_on or on, "ended_on": None}
    if to in {State.COMPLETED, State.CANCELLED}:
        return {"ended_on": on}
    return {}


def _refusal(field: str, message: str) -> ValidationError:
    return ValidationError({field: ValidationError(message, code=f"{field}_required")})
