"""Text in, domain values out; each ``save`` is one call of an action."""

from measures.forms.cycles import AssessmentForm, CloseCycleForm, OpenCycleForm
from measures.forms.filters import MeasureFilter
from measures.forms.measures import LockForm, MeasureForm, MoveForm, OriginForm
from measures.forms.projects import ProjectMeasureForm
from measures.forms.rows import GuidelineRows, MilestoneRows, PartyRows

__all__ = [
    "AssessmentForm",
    "CloseCycleForm",
    "GuidelineRows",
    "LockForm",
    "MeasureFilter",
    "MeasureForm",
    "MilestoneRows",
    "MoveForm",
    "OpenCycleForm",
    "OriginForm",
    "PartyRows",
    "ProjectMeasureForm",
]
