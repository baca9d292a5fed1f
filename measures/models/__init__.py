"""Measures with their profile, and the evaluation cycles that check them."""

from measures.models.calendars import CalendarKey
from measures.models.cycles import Assessment, Cycle, CycleQuerySet
from measures.models.evidence import Evidence
from measures.models.hazards import Dependency, Risk
from measures.models.indicators import Indicator, IndicatorValue
from measures.models.measures import FieldChange, Measure, MeasureQuerySet, MeasureStateChange
from measures.models.money import CostLine, Grant
from measures.models.office import FollowRequest, MeasureFile, MeasureFollow, Remark
from measures.models.parts import Audience, GuidelineContribution, Milestone, Origin, Party
from measures.models.scoring import Ballot, Criterion, Prioritisation, Score

__all__ = [
    "Assessment",
    "Audience",
    "Ballot",
    "CalendarKey",
    "CostLine",
    "Criterion",
    "Cycle",
    "CycleQuerySet",
    "Dependency",
    "Evidence",
    "FieldChange",
    "FollowRequest",
    "Grant",
    "GuidelineContribution",
    "Indicator",
    "IndicatorValue",
    "Measure",
    "MeasureFile",
    "MeasureFollow",
    "MeasureQuerySet",
    "MeasureStateChange",
    "Milestone",
    "Origin",
    "Party",
    "Prioritisation",
    "Remark",
    "Risk",
    "Score",
]
