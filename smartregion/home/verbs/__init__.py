"""What the verbs of the audit trail are called where people read it; tests/home/test_trail.py misses none."""

from django.utils.functional import Promise

from smartregion.home.verbs import house, measures, participation, reports, strategy, surveys

LABELS: dict[str, Promise] = {
    **house.LABELS,
    **strategy.LABELS,
    **participation.LABELS,
    **surveys.LABELS,
    **measures.LABELS,
    **reports.LABELS,
}


def label_of(verb: str) -> str:
    """In words; an entry of an earlier release may have a verb that is written nowhere any more."""
    return str(LABELS.get(verb, verb))
