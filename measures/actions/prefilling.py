"""Asking about the measures of a cycle, with what the last closed cycle said laid in.

What was promised then comes first: it is checked. Obstacles and what has to be decided stay until
somebody changes them, marked as carried over. The light is never carried over: it is decided anew.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from measures.documents import Row
from measures.figures import StepCheck, stored_checks
from measures.models import Assessment, Cycle, Measure, MeasureQuerySet
from measures.queries.documents import document_of
from measures.queries.scope import in_scope

# What stays until somebody says otherwise, each with what goes along with it.
CARRIED = {"obstacles": (), "decision_needed": ("decision_by",)}


@transaction.atomic
def request_assessments(*, cycle: Cycle) -> int:
    """Ask about the measures in scope that were not asked about yet; how many these were."""
    return ask_about(cycle=cycle, measures=in_scope(cycle))


@transaction.atomic
def ask_about(*, cycle: Cycle, measures: MeasureQuerySet) -> int:
    """Ask about those of these measures that were not asked about yet; how many these were."""
    unasked = list(measures.exclude(assessments__cycle=cycle))
    last = last_reports(cycle, unasked)
    requests = [
        Assessment(cycle=cycle, measure=measure, **prefilled(last.get(measure.pk)))
        for measure in unasked
    ]
    Assessment.objects.bulk_create(requests, ignore_conflicts=True)
    return len(requests)


def last_reports(cycle: Cycle, measures: Iterable[Measure]) -> Mapping[UUID, Row]:
    """What each of these measures reported last in a closed cycle before this one, corrections included.

    Few documents are read: usually the last one tells of nearly all of them.
    """
    wanted = {str(measure.pk): measure.pk for measure in measures}
    earlier = Cycle.objects.closed().filter(
        assessments__measure__in=wanted.values(), cutoff_on__lt=cycle.cutoff_on
    )
    found: dict[UUID, Row] = {}
    for each in earlier.distinct().order_by("-cutoff_on"):
        if len(found) == len(wanted):
            break
        rows = (row for row in document_of(each).measures if row.is_reported)
        for row in rows:
            if row.measure_id in wanted:
                found.setdefault(wanted[row.measure_id], row)
    return found


def prefilled(last: Row | None) -> dict[str, Any]:
    """With what a report begins: promises to be checked, and what was not settled then."""
    if last is None:
        return {}
    carried = {name: getattr(last, name) for name in CARRIED if getattr(last, name)}
    along = {part: getattr(last, part) for name in carried for part in CARRIED[name]}
    checks = stored_checks([StepCheck(text) for text in last.next_steps])
    return {**carried, **along, "checks": checks, "carried_over": list(carried)}
