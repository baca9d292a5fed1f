"""What may go wrong: beside one measure, and of many with the heaviest first."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from measures.models import MeasureQuerySet, Risk
from measures.ordering import OVER


@dataclass(frozen=True)
class RiskLine:
    title: str
    probability: int
    probability_label: str
    impact: int
    impact_label: str
    weight: int
    response: str
    is_internal: bool


@dataclass(frozen=True)
class RiskOfMeasure:
    """A risk among those of many measures."""

    risk: RiskLine
    number: str
    title: str
    url: str


def risks_of(ids: Collection[UUID], *, internal: bool) -> dict[UUID, list[RiskLine]]:
    """By measure its risks, the heaviest first; ``internal`` ones only where that is said."""
    lines = defaultdict(list)
    for row in _shown(internal).filter(measure__in=ids):
        lines[row.measure_id].append(_line(row))
    return dict(lines)


def risks_among(measures: MeasureQuerySet, *, visible_to: Any) -> list[RiskOfMeasure]:
    """The risks of these measures that still matter to this person, the heaviest first."""
    rows = _shown(visible_to.has_perm("measures.view_internal")).select_related("measure")
    return [
        RiskOfMeasure(
            risk=_line(row),
            number=row.measure.number,
            title=row.measure.title,
            url=row.measure.get_absolute_url(),
        )
        for row in rows.filter(measure__in=measures).exclude(measure__state__in=OVER)
    ]


def _shown(internal: bool) -> Any:
    rows = Risk.objects.order_by(F("probability") * F("impact") * -1, "measure__number", "pk")
    return rows if internal else rows.filter(is_internal=False)


def _line(row: Risk) -> RiskLine:
    return RiskLine(
        title=row.title,
        probability=row.probability,
        probability_label=row.get_probability_display(),
        impact=row.impact,
        impact_label=row.get_impact_display(),
        weight=row.weight,
        response=row.response,
        is_internal=row.is_internal,
    )
