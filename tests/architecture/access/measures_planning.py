"""Planning, opening and cancelling evaluation cycles, and who leads the fields of action."""

from tests.architecture.access.measures import UNSEEN, open_cycle
from tests.architecture.access.table import Row, only

OFFICE = "strategy_office"

TABLE: dict[str, Row] = {
    "measures:cycle_plan": only(OFFICE),
    "measures:field_leads": only(OFFICE),
    "measures:cycle_edit": only(OFFICE, where=open_cycle, unseen=UNSEEN),
    # The cycle of the demo county is open already.
    "measures:cycle_open": only(OFFICE, where=open_cycle, unseen=UNSEEN, answer=409),
    # … and has asked about everything in its scope.
    "measures:cycle_ask": only(OFFICE, where=open_cycle, unseen=UNSEEN, answer=409),
    "measures:cycle_cancel": only(OFFICE, where=open_cycle, unseen=UNSEEN),
}
