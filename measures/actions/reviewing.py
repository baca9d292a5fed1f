"""What the strategy office does with reports: take them, give them back, or do without them.

Each step is kept with all that the report said then (actions/steps.py), so that no text is lost when
a report goes to and fro.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from measures.actions.applying import apply_figures
from measures.actions.asking import tell_of_return
from measures.actions.refusals import required
from measures.actions.running import hold_running, hold_with_report
from measures.actions.steps import note
from measures.actions.thanking import tell_of_acceptance
from measures.models import Assessment, Cycle
from smartregion.core.audit import record
from smartregion.core.errors import WrongState

State = Assessment.State


@transaction.atomic
def accept_assessment(*, assessment: Assessment, by: Any, at: datetime) -> list[str]:
    """Take the report as it is: its words stay, and its figures go into the profile.

    Returns a sentence for each figure that no longer fits there and was left out.
    """
    held = hold_with_report(assessment)
    _require(held, [State.SUBMITTED], _("Nur eine abgegebene Meldung kann abgenommen werden."))
    left_out = _accept(held, by, at)
    assessment.refresh_from_db()
    return left_out


@transaction.atomic
def accept_all(*, cycle: Cycle, by: Any, at: datetime) -> tuple[int, list[str]]:
    """Take all reports that are handed in; how many these were, and what was left out of the profiles."""
    hold_running(cycle.pk)
    waiting = cycle.assessments.filter(state=State.SUBMITTED).order_by("measure__number")
    reports = list(waiting.select_related("measure", "cycle").select_for_update(of=("self",)))
    left_out = [sentence for each in reports for sentence in _accept(each, by, at)]
    return len(reports), left_out


@transaction.atomic
def return_assessment(*, assessment: Assessment, by: Any, at: datetime, comment: str) -> Assessment:
    """Ask for a better report, with what is missing in it; also after it was accepted by mistake.

    Figures that went into the profile with the acceptance stay there: they were reported.
    """
    held = hold_with_report(assessment)
    _require(
        held, Assessment.REPORTED, _("Zurückgeben lässt sich nur, was abgegeben wurde.")
    )  # fmt: skip
    _refuse_merged(held)
    if not comment.strip():
        raise required("comment", _("Bitte schreiben Sie, was an der Meldung noch fehlt."))
    _move(held, State.RETURNED)
    note(assessment=held, state=State.RETURNED, by=by, at=at, comment=comment)
    record(by=by, verb="return_assessment", subject=held)
    tell_of_return(assessment=held, at=at)
    assessment.refresh_from_db()
    return assessment


@transaction.atomic
def waive_assessment(*, assessment: Assessment, by: Any, at: datetime, reason: str) -> Assessment:
    """Do without a report, for a reason that everybody may read; until it is accepted."""
    held = hold_with_report(assessment)
    _require(
        held,
        Assessment.WRITABLE,
        _("Diese Meldung ist schon entschieden und kann nicht entfallen."),
    )
    if not reason.strip():
        raise required("reason", _("Bitte begründen Sie, warum die Meldung entfällt."))
    _move(held, State.WAIVED, waived_reason=reason.strip())
    note(assessment=held, state=State.WAIVED, by=by, at=at, comment=reason)
    record(by=by, verb="waive_assessment", subject=held)
    assessment.refresh_from_db()
    return assessment


@transaction.atomic
def ask_again(*, assessment: Assessment, by: Any, at: datetime) -> Assessment:
    """Ask for a report after all that was waived; what somebody had written is there again."""
    held = hold_with_report(assessment)
    _require(held, [State.WAIVED], _("Nur eine entfallene Meldung kann wieder angefragt werden."))
    _refuse_merged(held)
    _move(held, State.REQUESTED, waived_reason="")
    note(assessment=held, state=State.REQUESTED, by=by, at=at)
    record(by=by, verb="ask_again", subject=held)
    assessment.refresh_from_db()
    return assessment


def _refuse_merged(held: Assessment) -> None:
    """Nobody can report on a measure that has gone into another one."""
    if held.measure.merged_into_id:
        raise WrongState(_("Diese Maßnahme ist in einer anderen aufgegangen."))


def _accept(held: Assessment, by: Any, at: datetime) -> list[str]:
    _move(held, State.ACCEPTED)
    note(assessment=held, state=State.ACCEPTED, by=by, at=at)
    left_out = apply_figures(held, by=by, at=at)
    record(by=by, verb="accept_assessment", subject=held)
    tell_of_acceptance(held, by=by, at=at)
    return left_out


def _require(held: Assessment, states: Any, otherwise: str) -> None:
    if held.state not in states:
        raise WrongState(otherwise)


def _move(held: Assessment, state: str, **values: str) -> None:
    """The row is locked: it is still what was looked at."""
    held.state, held.lock_version = state, held.lock_version + 1
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=["state", "lock_version", *values])
