"""Measures with everything that a workbook says about them, in a constant number of queries."""

from collections.abc import Iterable

from django.db.models import Prefetch

from measures.models import Indicator, IndicatorValue, Measure, MeasureQuerySet

HANGS_ON_IT = (
    "further_fields", "objectives", "municipalities", "audiences", "milestones", "parties", "guidelines",
    "cost_lines", "grants", "risks", "dependencies__other",
)  # fmt: skip


def whole_measures(measures: MeasureQuerySet) -> list[Measure]:
    values = IndicatorValue.objects.current().select_related("indicator")
    indicators = Indicator.objects.prefetch_related(Prefetch("entries", values))
    return list(
        measures.select_related("strategy").prefetch_related(
            *HANGS_ON_IT, Prefetch("indicators", indicators)
        )
    )


def stored_under(numbers: Iterable[str]) -> dict[str, Measure]:
    """The measures with these numbers, by number."""
    found = Measure.objects.filter(number__in=set(numbers))
    return {measure.number: measure for measure in whole_measures(found)}
