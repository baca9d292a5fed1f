"""Proposals for the next version of the strategy: made from what a cycle showed, decided with a reason, carried out."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.models import Cycle, Measure, RevisionProposal
from smartregion.core.audit import record
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState
from strategy.models import Element, StrategyVersion

State = RevisionProposal.State
DECISIONS = (State.ACCEPTED, State.REJECTED)


@transaction.atomic
def propose_revision(
    *,
    cycle: Cycle,
    kind: str,
    text: str,
    reason: str,
    by: Any,
    at: datetime,
    element: Element | None = None,
    measure: Measure | None = None,
) -> RevisionProposal:
    """Keep a proposal that a closed cycle gave rise to. Raises ``ValidationError`` where it names nothing."""
    if not cycle.is_closed:
        raise WrongState(_("Vorschläge entstehen aus einem abgeschlossenen Evaluationszyklus."))
    proposal = RevisionProposal(
        cycle=cycle, element=element, measure=measure, kind=kind, text=text, reason=reason,
        proposed_by=by, proposed_at=at,
    )  # fmt: skip
    _refuse_strangers(proposal)
    proposal.validate_constraints()
    proposal.save()
    record(by=by, verb="propose_revision", subject=proposal)
    return proposal


def _refuse_strangers(proposal: RevisionProposal) -> None:
    strategy = proposal.cycle.strategy_id
    for part in (proposal.element, proposal.measure):
        if part is not None and part.strategy_id != strategy:
            raise ValidationError(
                _("„%(name)s“ gehört zu einer anderen Strategie.") % {"name": part}
            )


@transaction.atomic
def change_proposal(
    *, proposal: RevisionProposal, by: Any, lock_version: int, **values: Any
) -> None:
    """Say it in other words, as long as nobody has decided. Raises ``EditConflict``."""
    _require(proposal, State.OPEN)
    write_if_unchanged(_row(proposal), lock_version=lock_version, **values)
    record(by=by, verb="change_proposal", subject=proposal)


@transaction.atomic
def decide_proposal(
    *, proposal: RevisionProposal, state: str, decision_reason: str, by: Any, on: date
) -> None:
    """Take it up or not, with a reason that everybody may read."""
    _require(proposal, State.OPEN)
    if state not in DECISIONS:
        raise ValidationError(_("Ein Vorschlag wird übernommen oder nicht übernommen."))
    proposal.state, proposal.decision_reason, proposal.decided_on = state, decision_reason, on
    _store(proposal, "state", "decision_reason", "decided_on")
    record(by=by, verb="decide_proposal", subject=proposal, changes={"state": state})


@transaction.atomic
def reopen_proposal(*, proposal: RevisionProposal, by: Any) -> None:
    """Take back a decision that nothing has come of yet."""
    _require(proposal, *DECISIONS)
    proposal.state, proposal.decision_reason, proposal.decided_on = State.OPEN, "", None
    _store(proposal, "state", "decision_reason", "decided_on")
    record(by=by, verb="reopen_proposal", subject=proposal)


@transaction.atomic
def carry_out_proposal(*, proposal: RevisionProposal, version: StrategyVersion, by: Any) -> None:
    """Say in which version it stands now."""
    _require(proposal, State.ACCEPTED)
    if version.strategy_id != proposal.cycle.strategy_id:
        raise ValidationError({"version": _("Diese Fassung gehört zu einer anderen Strategie.")})
    proposal.state, proposal.version = State.DONE, version
    _store(proposal, "state", "version")
    record(by=by, verb="carry_out_proposal", subject=proposal, changes={"version": version.label})


def _row(proposal: RevisionProposal) -> Any:
    return RevisionProposal.objects.filter(pk=proposal.pk)


def _store(proposal: RevisionProposal, *names: str) -> None:
    proposal.lock_version += 1
    proposal.save(update_fields=[*names, "lock_version"])


def _require(proposal: RevisionProposal, *states: str) -> None:
    """Read it again under a lock: two people may decide at once."""
    stored = _row(proposal).select_for_update().get()
    if stored.state not in states:
        raise WrongState(
            _("Dieser Vorschlag steht auf „%(state)s“; das geht jetzt nicht mehr.")
            % {"state": stored.get_state_display()}
        )
    proposal.state, proposal.lock_version = stored.state, stored.lock_version
