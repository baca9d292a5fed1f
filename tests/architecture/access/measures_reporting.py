"""The personal address of a report: it opens the form for those who may report, and nothing for others."""

from typing import Any

from measures.models import Assessment, Cycle
from smartregion.accounts.models import User
from tests.architecture.access.table import PEOPLE, Row, only


def own_report() -> dict[str, Any]:
    owner = User.objects.get(email=PEOPLE["measure_owner"])
    asked = Assessment.objects.filter(cycle__state=Cycle.State.OPEN, measure__responsible=owner)
    return {"key": asked.earliest("measure__number").key}


TABLE: dict[str, Row] = {
    "measures:personal_report": only(
        "strategy_office", "measure_owner", unseen=["participant", "representative"],
        where=own_report,
    ),
}  # fmt: skip
