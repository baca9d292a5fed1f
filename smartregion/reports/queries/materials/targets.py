"""By what the strategic objectives are measured: their indicators, and how many measures serve them."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from measures.queries.indicators import IndicatorLine
from measures.queries.objectives import ObjectiveRow, objectives_by_field
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.rendering.languages import LANGUAGE
from strategy.queries import reading_of


@material("targets")
def _targets(brief: Brief, _at: datetime) -> list[Content]:
    """Objectives below their field, each with where it began, where it stands and where it shall be."""
    if brief.version is None:
        return []
    reading = reading_of(brief.version, language=LANGUAGE)
    return [
        {
            "field": each.field.text.element.name,
            "objectives": [_objective(row) for row in each.objectives],
        }
        for each in objectives_by_field(reading, visible_to=AnonymousUser())
    ]


def _objective(row: ObjectiveRow) -> Content:
    return {
        "number": row.passage.number,
        "title": row.passage.title,
        "measures": row.measures,
        "indicators": [_indicator(line) for line in row.indicators],
    }


def _indicator(line: IndicatorLine) -> Content:
    latest = line.latest
    return {
        "name": line.name,
        "baseline": line.baseline_said,
        "baseline_on": line.baseline_on,
        "latest": latest.said if latest else "",
        "latest_on": latest.on if latest else None,
        "target": line.target_said,
        "target_on": line.target_on,
        "reach_label": line.attainment.label,
        "source": line.source,
        "is_example": line.is_example,
    }
