"""Indicators on the cut-off day, each with its course up to it."""

from collections.abc import Iterable

from measures.models import Indicator
from measures.queries.indicators import IndicatorLine, indicator_lines
from measures.queries.readings import Figure, Reading
from measures.timeliness import full_months
from smartregion.reports.queries.materials.evaluation.reports import named
from smartregion.reports.queries.materials.registry import Content


def indicators_in(reading: Reading) -> list[Content] | None:
    """Null where the cycle did not keep indicators yet."""
    if reading.standing.whole.attained is None:
        return None
    lines = _lines(reading.figures)
    cutoff_on = reading.document.cycle.cutoff_on
    return [
        {
            **_indicator(figure),
            "months": figure.fact.value_on and full_months(figure.fact.value_on, cutoff_on),
            "points": _points(figure, lines.get(figure.fact.id)),
        }
        for figure in reading.figures
    ]


def _lines(figures: Iterable[Figure]) -> dict[str, IndicatorLine]:
    keys = [int(figure.fact.id) for figure in figures]
    return {str(line.pk): line for line in indicator_lines(Indicator.objects.filter(pk__in=keys))}


def _indicator(figure: Figure) -> Content:
    fact, change = figure.fact, figure.change
    return {
        **named(figure.row),
        "name": fact.name,
        "baseline": fact.baseline,
        "value": fact.value,
        "said": change.said_after,
        "said_before": change.said_before,
        "value_on": fact.value_on,
        "none_because": fact.none_because,
        "base_n": fact.base_n,
        "target": fact.target,
        "said_target": change.said_target,
        "target_on": fact.target_on,
        "reach": fact.reach,
        "reach_label": figure.reach,
        # better, worse, same or empty; and what can be said of it in a word.
        "trend": change.trend,
        "trend_label": change.trend_label,
    }


def _points(figure: Figure, line: IndicatorLine | None) -> list[Content]:
    """The values before that of the cycle as they count today, then the one that the cycle holds."""
    fact = figure.fact
    if fact.value is None or fact.value_on is None:
        return []
    before = [each for each in line.values if each.on < fact.value_on] if line else []
    points = [{"on": each.on, "value": each.value, "said": each.said} for each in before]
    return [*points, {"on": fact.value_on, "value": fact.value, "said": figure.change.said_after}]
