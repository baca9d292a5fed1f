"""Saying in public what becomes of contributions, of one or of several that say the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.contributions.actions.telling import tell_of_answer
from participation.contributions.models import Answer, Cluster, Contribution
from smartregion.core import audit
from smartregion.core.errors import WrongState

State = Contribution.State


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
    cluster: Cluster | None = None,
) -> Answer:
    """Say in public what becomes of it: a new state, why, and which office says so.

    A consultation also says how it weighed a comment (``decision``, from which the state follows);
    such a decision may be corrected without a change of state. Whoever wrote it or follows it is told.
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
        cluster=cluster,
        state=state,
        decision=decision,
        reason=reason,
        office=office,
        by=by,
        at=at,
    )
    changes = {"state": [old, str(state)]} | ({"decision": str(decision)} if decision else {})
    audit.record(by=by, verb="answer_contribution", subject=contribution, changes=changes)
    tell_of_answer(answer)
    return answer


@transaction.atomic
def mark_read(
    *, contributions: Sequence[Contribution], office: str, by: Any, at: datetime
) -> list[Answer]:
    """Note that the office has read these; what somebody else has read or answered stays as it is."""
    chosen = [one.pk for one in contributions]
    # Locked, so that none of them is answered between this look and the write.
    still_new = Contribution.objects.select_for_update().filter(pk__in=chosen, state=State.NEW)
    return [
        answer_contribution(
            contribution=one, state=State.READ, reason="", office=office, by=by, at=at
        )
        for one in still_new.order_by("written_at", "pk")
    ]


@transaction.atomic
def answer_together(
    *,
    contributions: Sequence[Contribution],
    title: str,
    state: str,
    reason: str,
    office: str,
    by: Any,
    at: datetime,
) -> Cluster:
    """Give contributions that say much the same one answer: all of them, or none."""
    if len(contributions) < 2:
        raise ValidationError(
            _("Eine gemeinsame Antwort braucht mindestens zwei Beiträge."), code="too_few"
        )
    if any(one.is_answered for one in contributions):
        raise WrongState(
            _("Mindestens einer der gewählten Beiträge ist inzwischen schon beantwortet.")
        )
    cluster = Cluster.objects.create(title=title.strip(), created_by=by, created_at=at)
    cluster.members.set(contributions)
    for one in contributions:
        answer_contribution(
            contribution=one,
            state=state,
            reason=reason,
            office=office,
            by=by,
            at=at,
            cluster=cluster,
        )
    audit.record(
        by=by, verb="answer_together", subject=cluster, changes={"members": len(contributions)}
    )
    return cluster


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
