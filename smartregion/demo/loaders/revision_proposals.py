"""What the evaluation meant for the strategy: proposals for its next version."""

from measures.actions.revisions import carry_out_proposal, decide_proposal, propose_revision
from measures.models import Cycle, Measure, RevisionProposal
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.models import Element, StrategyVersion

State = RevisionProposal.State


def load_revision_proposals(*, by: User) -> None:
    """Four of them, each at another point of its way."""
    content = reader.read("revision_proposals")
    cycle = Cycle.objects.closed().get(cutoff_on=content["cycle_on"])
    for record in content["proposal"]:
        proposal = propose_revision(
            cycle=cycle,
            kind=record["kind"],
            text=record["text"],
            reason=record["reason"],
            element=_element(cycle, record),
            measure=Measure.objects.filter(number=record.get("measure", "")).first(),
            by=by,
            at=at_ten(content["proposed_on"]),
        )
        _decide(proposal, record, by)


def _element(cycle: Cycle, record: Record) -> Element | None:
    elements = Element.objects.filter(strategy=cycle.strategy)
    return elements.get(slug=record["element"]) if "element" in record else None


def _decide(proposal: RevisionProposal, record: Record, by: User) -> None:
    state = record["state"]
    if state == State.OPEN:
        return
    decide_proposal(
        proposal=proposal,
        state=State.ACCEPTED if state == State.DONE else state,
        decision_reason=record["decision"],
        by=by,
        on=record["decided_on"],
    )
    if state == State.DONE:
        version = StrategyVersion.objects.get(
            strategy=proposal.cycle.strategy, label=record["version"]
        )
        carry_out_proposal(proposal=proposal, version=version, by=by)
