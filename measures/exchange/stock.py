"""Measures with everything that a workbook says about them, in a constant number of queries."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from measures.models import (
    GuidelineContribution,
    Indicator,
    IndicatorValue,
    Measure,
    MeasureQuerySet,
)
from strategy.models import Element

HANGS_ON_IT = (
    "municipalities", "audiences", "milestones", "parties", "cost_lines", "grants", "risks",
    "dependencies__other",
)  # fmt: skip


def whole_measures(measures: MeasureQuerySet, *, reader: Any = None) -> list[Measure]:
    """With what hangs on them; of the strategy only what ``reader`` may know, or all for the office."""
    elements = Element.objects.all() if reader is None else Element.objects.known_to(reader)
    served = GuidelineContribution.objects.filter(guideline__in=elements)
    values = IndicatorValue.objects.current().select_related("indicator")
    indicators = Indicator.objects.prefetch_related(Prefetch("entries", values))
    return list(
        measures.select_related("strategy").prefetch_related(
            *HANGS_ON_IT,
            Prefetch("further_fields", elements),
            Prefetch("objectives", elements),
            Prefetch("guidelines", served),
            Prefetch("indicators", indicators),
        )
    )


def stored_under(numbers: Iterable[str]) -> dict[str, Measure]:
    """The measures with these numbers, by number."""
    found = Measure.objects.filter(number__in=set(numbers))
    return {measure.number: measure for measure in whole_measures(found)}
