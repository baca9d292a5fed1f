"""When the strategy was and will be evaluated."""

from datetime import datetime

from django.utils.translation import gettext as _

from measures.models import Cycle
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.queries.materials.subjects import strategy_of


@material("calendar")
def _calendar(brief: Brief, _at: datetime) -> list[Content]:
    """All cycles that took place or are planned, by day; of those to come nothing but their days."""
    cycles = Cycle.objects.filter(strategy=strategy_of(brief)).order_by("cutoff_on")
    return [
        {
            "title": _name(cycle),
            "state": cycle.state,
            "state_label": cycle.get_state_display(),
            "opens_on": cycle.opens_on,
            "cutoff_on": cycle.cutoff_on,
            "due_on": cycle.due_on,
        }
        for cycle in cycles.exclude(state=Cycle.State.CANCELLED)
    ]


def _name(cycle: Cycle) -> str:
    """Pages tell the public of closed cycles only: until then its title is a working title."""
    if cycle.is_closed:
        return cycle.title
    return _("Laufende Evaluation") if cycle.state in Cycle.RUNNING else _("Geplante Evaluation")
