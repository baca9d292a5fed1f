"""The evaluation cycle that is reported."""

from dataclasses import asdict
from datetime import datetime

from measures.models import Cycle
from measures.queries import cycle_summary
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material


@material("cycle")
def _reported(brief: Brief, _at: datetime) -> Content | None:
    return _cycle(brief.cycle) if brief.cycle else None


def _cycle(cycle: Cycle) -> Content:
    summary = cycle_summary(cycle)
    return {
        **asdict(summary),
        "asked": summary.asked,
        "reported": summary.reported,
        "missing": [{"number": line.number, "title": line.title} for line in summary.missing],
    }
