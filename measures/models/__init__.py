"""Measures with their profile, and the evaluation cycles that check them."""

from measures.models.assessments import Assessment, AssessmentQuerySet, AssessmentStep
from measures.models.calendars import CalendarKey
from measures.models.cycles import Correction, Cycle, CycleQuerySet, FieldLead
from measures.models.evidence import Evidence
from measures.models.hazards import Dependency, Risk
from measures.models.indicators import Indicator, IndicatorValue, SurveySource
from measures.models.measures import FieldChange, Measure, MeasureQuerySet, MeasureStateChange
from measures.models.money import CostLine, Grant
from measures.models.office import FollowRequest, MeasureFile, MeasureFollow, Remark
from measures.models.parts import Audience, GuidelineContribution, Milestone, Origin, Party
from measures.models.revisions import RevisionProposal
from measures.models.scoring import Ballot, Criterion, Prioritisation, Score

__all__ = [
    "Assessment",
    "AssessmentQuerySet",
    "AssessmentStep",
    "Audience",
    "Ballot",
    "CalendarKey",
    "Correction",
    "CostLine",
    "Criterion",
    "Cycle",
    "CycleQuerySet",
    "Dependency",
    "Evidence",
    "FieldChange",
    "FieldLead",
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
    "RevisionProposal",
    "Risk",
    "Score",
    "SurveySource",
]
