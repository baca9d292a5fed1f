"""Measures with their profile, and the evaluation cycles that check them."""

from measures.models.cycles import Assessment, Cycle, CycleQuerySet
from measures.models.evidence import Evidence
from measures.models.measures import Measure, MeasureQuerySet, MeasureStateChange
from measures.models.parts import GuidelineContribution, Milestone, Origin, Party

__all__ = [
    "Assessment",
    "Cycle",
    "CycleQuerySet",
    "Evidence",
    "GuidelineContribution",
    "Measure",
    "MeasureQuerySet",
    "MeasureStateChange",
    "Milestone",
    "Origin",
    "Party",
]
