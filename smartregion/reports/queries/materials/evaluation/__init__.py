"""A closed cycle in full, as everybody may read it: for the cycle report and the paper for the council.

Everything comes from the same reading as the page of the cycle. Its shape::

    cycle, earlier  title, cutoff_on, closed_on, sha256, url; ``earlier`` is null for the first cycle
    standing        counts of all measures and of each field of action (standing.py)
    reports         one entry for each measure that was asked about, by number (reports.py)
    decisions       keys of measures that wait for a decision, the county assembly first
    urgent          keys of measures that are not on plan, red ones first
    waived          measures whose report was not needed after all
    changes         what is different since the earlier cycle; null for the first one (changes.py)
    milestones      reached, overdue, postponed, given up and next ones (milestones.py)
    indicators      each with its values up to the cut-off day (indicators.py)
    costs, grants   amounts as decimal text; sums are made where they are printed (money.py)
    corrections     what was put right after the closing, and why
"""

from datetime import datetime

from django.utils import timezone

from measures.models import Cycle
from measures.queries.documents import valid_snapshot
from measures.queries.readings import CorrectionLine, Earlier, reading_of
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.evaluation.changes import changes_in
from smartregion.reports.queries.materials.evaluation.indicators import indicators_in
from smartregion.reports.queries.materials.evaluation.milestones import milestones_in
from smartregion.reports.queries.materials.evaluation.money import costs_in, grants_in
from smartregion.reports.queries.materials.evaluation.reports import named, report_of
from smartregion.reports.queries.materials.evaluation.standing import standing_in
from smartregion.reports.queries.materials.registry import Content, material


@material("evaluation")
def _evaluation(brief: Brief, at: datetime) -> Content | None:
    if brief.cycle is None:
        return None
    reading = reading_of(brief.cycle, before=brief.earlier_cycle)
    return {
        "cycle": _cycle(brief.cycle),
        "earlier": _earlier(reading.earlier),
        "standing": standing_in(reading),
        "reports": [report_of(one) for one in reading.asked],
        "decisions": [one.row.measure_id for one in reading.decisions],
        "urgent": [one.row.measure_id for one in reading.urgent],
        "waived": [{**named(one.row), "reason": one.row.waived_reason} for one in reading.waived],
        "changes": changes_in(reading),
        "milestones": milestones_in(reading),
        "indicators": indicators_in(reading),
        "costs": costs_in(reading),
        "grants": grants_in(reading, on=timezone.localdate(at)),
        "corrections": [_correction(made) for made in reading.corrections],
    }


def _cycle(cycle: Cycle) -> Content:
    snapshot = valid_snapshot(cycle)
    return {
        "title": cycle.title,
        "strategy": cycle.strategy.title,
        "cutoff_on": cycle.cutoff_on,
        "closed_on": cycle.closed_at and timezone.localdate(cycle.closed_at),
        "sha256": snapshot.sha256 if snapshot else "",
        "url": cycle.get_absolute_url(),
    }


def _earlier(earlier: Earlier | None) -> Content | None:
    return {"title": earlier.title, "cutoff_on": earlier.cutoff_on} if earlier else None


def _correction(made: CorrectionLine) -> Content:
    return {
        **named(made.row),
        "on": made.on,
        "reason": made.reason,
        "changes": [
            {"part": each.part, "before": each.before, "after": each.after} for each in made.changes
        ],
    }
