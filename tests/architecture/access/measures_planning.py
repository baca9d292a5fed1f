"""Planning, opening and cancelling evaluation cycles, and who leads the fields of action."""

from typing import Any

from measures.models import Cycle
from tests.architecture.access.measures import UNSEEN, open_cycle
from tests.architecture.access.table import Row, only

OFFICE = "strategy_office"


def planned_cycle() -> dict[str, Any]:
    return {"slug": Cycle.objects.get(state=Cycle.State.PLANNED).slug}


TABLE: dict[str, Row] = {
    "measures:cycle_plan": only(OFFICE),
    "measures:field_leads": only(OFFICE),
    "measures:cycle_edit": only(OFFICE, where=planned_cycle, unseen=UNSEEN),
    "measures:cycle_open": only(OFFICE, where=planned_cycle, unseen=UNSEEN),
    # The open cycle has asked about everything in its scope.
    "measures:cycle_ask": only(OFFICE, where=open_cycle, unseen=UNSEEN, answer=409),
    "measures:cycle_cancel": only(OFFICE, where=planned_cycle, unseen=UNSEEN),
}
