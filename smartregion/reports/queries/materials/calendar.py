"""When the strategy was and will be evaluated."""

from datetime import datetime

from measures.models import Cycle
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.queries.materials.subjects import strategy_of


@material("calendar")
def _calendar(brief: Brief, _at: datetime) -> list[Content]:
    """All cycles that took place or are planned, by day; of open ones nothing but their days."""
    cycles = Cycle.objects.filter(strategy=strategy_of(brief)).order_by("cutoff_on")
    return [
        {
            "title": cycle.title,
            "state": cycle.state,
            "state_label": cycle.get_state_display(),
            "opens_on": cycle.opens_on,
            "cutoff_on": cycle.cutoff_on,
            "due_on": cycle.due_on,
        }
        for cycle in cycles.exclude(state=Cycle.State.CANCELLED)
    ]
