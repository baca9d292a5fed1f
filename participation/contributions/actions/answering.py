"""Saying in public what becomes of a contribution."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.contributions.models import Answer, Contribution
from smartregion.core import audit
from smartregion.core.errors import WrongState


@transaction.atomic
def answer_contribution(
    *,
    contribution: Contribution,
    state: str,
    reason: str,
    office: str,
    by: Any,
    at: datetime,
    decision: str = "",
) -> Answer:
    """Say in public what becomes of it: a new state, why, and which office says so.

    A consultation also says how it weighed a comment (``decision``, from which the state follows);
    such a decision may be corrected without a change of state.
    """
    reason, office = reason.strip(), office.strip()
    if not (decision and state == contribution.state):
        _refuse_unless_next(contribution, state)
    _check_words(state, reason, office)
    old = contribution.state
    # Claimed by the state the person saw: of two answers at once only one is given.
    if not Contribution.objects.filter(pk=contribution.pk, state=old).update(state=state):
        raise WrongState(_("Dieser Beitrag wurde inzwischen von einer anderen Person beantwortet."))
    contribution.state = state
    answer = Answer.objects.create(
        contribution=contribution,
        state=state,
        decision=decision,
        reason=reason,
        office=office,
        by=by,
        at=at,
    )
    changes = {"state": [old, str(state)]} | ({"decision": str(decision)} if decision else {})
    audit.record(by=by, verb="answer_contribution", subject=contribution, changes=changes)
    return answer


def _refuse_unless_next(contribution: Contribution, state: str) -> None:
    if state not in contribution.next_states:
        raise WrongState(
            _("Von „%(old)s“ kann dieser Beitrag nicht auf „%(new)s“ gesetzt werden.")
            % {
                "old": contribution.get_state_display(),
                "new": Contribution.State(state).label,
            }
        )


def _check_words(state: str, reason: str, office: str) -> None:
    if state in Contribution.FINAL and not reason:
        raise ValidationError(
            {"reason": _("Eine abschließende Antwort braucht eine Begründung.")}, code="no_reason"
        )
    if not office:
        raise ValidationError(
            {"office": _("Bitte nennen Sie die Stelle, die antwortet.")}, code="no_office"
        )
