"""A measure that goes into another one while an evaluation cycle runs: whose report is asked for then."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from measures.actions.history import in_german
from measures.actions.prefilling import ask_about
from measures.actions.reviewing import waive_assessment
from measures.models import Assessment, Cycle, Measure
from measures.queries.scope import in_scope


def hold_running_cycles(measure: Measure) -> list[Cycle]:
    """Those that ask about its strategy, locked before the measures are, as all other deeds do it."""
    running = Cycle.objects.running().filter(strategy=measure.strategy_id)
    return list(running.select_for_update().order_by("pk"))


def settle_reports(
    cycles: list[Cycle], *, measure: Measure, into: Measure, by: Any, at: datetime
) -> None:
    """Its own report falls away, also one that was handed in; the other measure is asked in its place.

    A report that was accepted stays: it was true when it was taken.
    """
    for cycle in cycles:
        report = cycle.assessments.filter(measure=measure).first()
        if report is None:
            continue
        if report.state in Assessment.WRITABLE:
            waive_assessment(assessment=report, by=by, at=at, reason=_reason(into))
        ask_about(cycle=cycle, measures=in_scope(cycle).filter(pk=into.pk))


def _reason(into: Measure) -> str:
    return in_german(lambda: _("Aufgegangen in „%(measure)s“.") % {"measure": into})
