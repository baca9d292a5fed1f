"""Asking about measures in an evaluation cycle."""

from django.db import transaction

from measures.models import Assessment, Cycle
from measures.queries.scope import in_scope


@transaction.atomic
def request_assessments(*, cycle: Cycle) -> int:
    """Ask about the measures that were not asked about yet; how many these were."""
    unasked = in_scope(cycle).exclude(assessments__cycle=cycle)
    requests = [Assessment(cycle=cycle, measure=measure) for measure in unasked]
    return len(Assessment.objects.bulk_create(requests, ignore_conflicts=True))
