"""Moving measures through their life: the one way into another state, and what each step needs."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.completing import refuse_incomplete
from measures.actions.refusals import required
from measures.actions.telling import tell_of_move
from measures.models import Measure, MeasureStateChange
from measures.queries.moving import hindrances, next_states
from smartregion.core.audit import record
from smartregion.core.errors import WrongState
from strategy.actions import Ruling
from strategy.models import Resolution

State = Measure.State


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is said with a step. Which parts a step needs, the guards below tell."""

    to: str
    on: date
    reason: str = ""
    review_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    # Who decided: a resolution that is known, one that is written down now, or the head alone.
    resolution: Resolution | None = None
    ruling: Ruling | None = None
    head_decided_on: date | None = None


@transaction.atomic
def move_measure(
    *, measure: Measure, to: str, by: Any, at: datetime, reason: str = "", **said: Any
) -> MeasureStateChange:
    """The one way into another state; of two people who try, one is told that it has moved.

    ``said`` are the further parts of ``Step``. Those from whose contributions the measure grew are
    told.
    """
    step = Step(to=to, on=timezone.localdate(at), reason=reason.strip(), **said)
    _refuse_unless_reachable(measure, to)
    _refuse_unfounded(measure, step)
    if measure.state != State.DEFERRED and (guard := GUARDS.get(State(to))):
        # Whoever comes back from being deferred has passed them before.
        guard(measure, step)
    change = take_step(measure, step, by=by, at=at, **_consequences(measure, step))
    tell_of_move(change)
    return change


def take_step(
    measure: Measure, step: Step, *, by: Any, at: datetime, **values: Any
) -> MeasureStateChange:
    """Write the state with its reason, if nobody else was quicker, and keep that it was."""
    old = measure.state
    standing_here = Measure.objects.filter(pk=measure.pk, state=old)
    values |= {"state_reason": step.reason, "lock_version": F("lock_version") + 1}
    if not standing_here.update(state=step.to, **values):
        raise WrongState(_("Diese Maßnahme wurde inzwischen von jemand anderem weitergeführt."))
    measure.refresh_from_db()
    record(by=by, verb="move_measure", subject=measure, changes={"state": [old, step.to]})
    return MeasureStateChange.objects.create(
        measure=measure,
        old_state=old,
        new_state=step.to,
        reason=step.reason,
        resolution=_resolution_of(step),
        head_decided_on=step.head_decided_on,
        by=by,
        at=at,
    )


def _resolution_of(step: Step) -> Resolution | None:
    return Resolution.objects.create(**asdict(step.ruling)) if step.ruling else step.resolution


def _consequences(measure: Measure, step: Step) -> dict[str, Any]:
    """What else changes with the step: the days on which it really began and ended, a review."""
    values: dict[str, Any] = {"review_on": step.review_on if step.to == State.DEFERRED else None}
    if step.to == State.RUNNING:
        begun = step.started_on or measure.started_on or step.on
        values |= {"started_on": begun, "ended_on": None}
    if step.to in {State.COMPLETED, State.CANCELLED}:
        values |= {"ended_on": step.ended_on or step.on}
    return values


# -- what a step needs -------------------------------------------------------------------------
def _refuse_unless_reachable(measure: Measure, to: str) -> None:
    if to not in next_states(measure):
        raise WrongState(
            _("Eine Maßnahme im Stand „%(old)s“ kann nicht auf „%(new)s“ gesetzt werden.")
            % {"old": measure.get_state_display(), "new": State(to).label}
        )


def _refuse_unfounded(measure: Measure, step: Step) -> None:
    """Stopping, giving up and reopening are explained to everybody."""
    needs_reason = step.to in Measure.NEEDS_REASON or measure.state == State.COMPLETED
    if needs_reason and not step.reason:
        raise required("reason", _("Bitte begründen Sie diesen Schritt; alle können das lesen."))


def _worked_out(measure: Measure, _step: Step) -> None:
    refuse_incomplete(measure)


def _nothing_in_the_way(measure: Measure, step: Step) -> None:
    """Enough people have rated it; each milestone is reached or given up with a reason."""
    if found := hindrances(measure, step.to):
        text = _("Es fehlt noch: %(missing)s.")
        missing = "; ".join(each.text for each in found)
        raise ValidationError(text, code="hindered", params={"missing": missing})


def _decided_by_somebody(_measure: Measure, step: Step) -> None:
    ruling = step.ruling or step.resolution
    if ruling is None and step.head_decided_on is None:
        text = _(
            "Bitte nennen Sie den Beschluss oder die Entscheidung der Landrätin oder des Landrats."
        )
        raise ValidationError(text, code="decision_required")
    if ruling is not None and ruling.result not in Resolution.ADOPTING:
        raise required("resolution", _("Mit diesem Ergebnis ist die Maßnahme nicht beschlossen."))
    if ruling is not None:
        _refuse_future("decided_on" if step.ruling else "resolution", ruling.decided_on, step.on)
    if step.head_decided_on:
        _refuse_future("head_decided_on", step.head_decided_on, step.on)


def _begun(_measure: Measure, step: Step) -> None:
    if step.started_on:
        _refuse_future("started_on", step.started_on, step.on)


def _completed(measure: Measure, step: Step) -> None:
    _nothing_in_the_way(measure, step)
    _ended(measure, step)


def _ended(measure: Measure, step: Step) -> None:
    ended_on = step.ended_on or step.on
    _refuse_future("ended_on", ended_on, step.on)
    if measure.started_on and ended_on < measure.started_on:
        raise required("ended_on", _("Dieser Tag liegt vor dem tatsächlichen Beginn."))


def _seen_again(_measure: Measure, step: Step) -> None:
    if step.review_on is None or step.review_on <= step.on:
        text = _("Bitte nennen Sie einen künftigen Tag, an dem neu entschieden wird.")
        raise required("review_on", text)


GUARDS: dict[Measure.State, Callable[[Measure, Step], None]] = {
    State.QUALIFIED: _worked_out,
    State.PRIORITISED: _nothing_in_the_way,
    State.APPROVED: _decided_by_somebody,
    State.RUNNING: _begun,
    State.COMPLETED: _completed,
    State.CANCELLED: _ended,
    State.DEFERRED: _seen_again,
}


def _refuse_future(field: str, day: date, on: date) -> None:
    if day > on:
        raise required(field, _("Dieser Tag liegt in der Zukunft."))
