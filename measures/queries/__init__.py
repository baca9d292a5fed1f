"""Reads over several models of this room, by noun; all return frozen dataclasses.

The dataclasses hold plain values only, so ``dataclasses.asdict`` gives what a snapshot may freeze.
"""

from measures.queries.cards import (
    FieldOfMeasures,
    MeasureCard,
    measure_cards,
    measures_by_field,
)
from measures.queries.cycles import CycleSummary, FieldDistribution, cycle_summary
from measures.queries.desk import DeskLine, desk_of
from measures.queries.evidence import EvidenceLine, evidence_of, released_questions
from measures.queries.indicators import IndicatorLine, indicators_of, indicators_of_objectives
from measures.queries.lights import Light, LightCount, distribution, latest_lights
from measures.queries.outcomes import grown_into, outcomes_of
from measures.queries.profiles import MeasureProfile, measure_profiles, profile_of
from measures.queries.projects import ProjectRow, next_number, project_rows
from measures.queries.related import related_to_fields

__all__ = [
    "CycleSummary",
    "DeskLine",
    "EvidenceLine",
    "FieldDistribution",
    "FieldOfMeasures",
    "IndicatorLine",
    "Light",
    "LightCount",
    "MeasureCard",
    "MeasureProfile",
    "ProjectRow",
    "cycle_summary",
    "desk_of",
    "distribution",
    "evidence_of",
    "grown_into",
    "indicators_of",
    "indicators_of_objectives",
    "latest_lights",
    "measure_cards",
    "measure_profiles",
    "measures_by_field",
    "next_number",
    "outcomes_of",
    "profile_of",
    "project_rows",
    "related_to_fields",
    "released_questions",
]
