"""Text in, domain values out; each ``save`` is one call of an action."""

from measures.forms.filters import MeasureFilter
from measures.forms.guidelines import GuidelineRows
from measures.forms.measures import LockForm, MeasureForm
from measures.forms.milestones import MilestoneRows
from measures.forms.moving import MergeForm, step_form
from measures.forms.origins import OriginForm
from measures.forms.parties import PartyRows
from measures.forms.projects import ProjectMeasureForm
from measures.forms.reporting import AssessmentForm

__all__ = [
    "AssessmentForm",
    "GuidelineRows",
    "LockForm",
    "MeasureFilter",
    "MeasureForm",
    "MergeForm",
    "MilestoneRows",
    "OriginForm",
    "PartyRows",
    "ProjectMeasureForm",
    "step_form",
]
