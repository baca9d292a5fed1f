"""The strategy check of a closed cycle, and proposals for the revision of the strategy."""

from typing import Any

from measures.models import Cycle, RevisionProposal
from tests.architecture.access.table import STAFF, Row, only, public

State = RevisionProposal.State
OFFICE = "strategy_office"
WORDERS = (OFFICE, "editor", "consultant")
# Nobody outside hears of a proposal before it is decided upon.
GUESTS = ("participant", "representative")


def newest_closed() -> dict[str, Any]:
    return {"slug": Cycle.objects.closed().order_by("-cutoff_on")[0].slug}


def _proposal(state: str) -> dict[str, Any]:
    return {"pk": RevisionProposal.objects.filter(state=state).earliest("pk").pk}


def open_proposal() -> dict[str, Any]:
    return _proposal(State.OPEN)


def accepted_proposal() -> dict[str, Any]:
    return _proposal(State.ACCEPTED)


def rejected_proposal() -> dict[str, Any]:
    return _proposal(State.REJECTED)


TABLE: dict[str, Row] = {
    "measures:strategy_check": only(*STAFF, where=newest_closed),
    "measures:revision_add": only(*WORDERS, where=newest_closed),
    "measures:revision_list": public(),
    "measures:revision_table": public(),
    "measures:revision_proposal": public(where=rejected_proposal),
    "measures:revision_edit": only(*WORDERS, unseen=GUESTS, where=open_proposal),
    "measures:revision_decide": only(OFFICE, unseen=GUESTS, where=open_proposal),
    "measures:revision_carry_out": only(OFFICE, where=accepted_proposal),
    "measures:revision_reopen": only(OFFICE, where=rejected_proposal),
}
