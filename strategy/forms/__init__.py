"""Forms of the people who write the strategy and lead it to its resolution."""

from strategy.forms.actors import EventForm, GroupForm, InvolvementForm
from strategy.forms.frame import FrameFilter, FrameworkForm
from strategy.forms.interchange import ConfirmedImportForm, ImportForm, Target
from strategy.forms.lineage import ConfirmedMergeForm, MergeForm, SplitForm
from strategy.forms.phases import PhaseForm
from strategy.forms.steps import step_form
from strategy.forms.strategies import StrategyDetailsForm
from strategy.forms.texts import TextForm
from strategy.forms.versions import LABEL, RevisionForm, StrategyForm

__all__ = [
    "LABEL",
    "ConfirmedImportForm",
    "ConfirmedMergeForm",
    "EventForm",
    "FrameFilter",
    "FrameworkForm",
    "GroupForm",
    "ImportForm",
    "InvolvementForm",
    "MergeForm",
    "PhaseForm",
    "RevisionForm",
    "SplitForm",
    "StrategyDetailsForm",
    "StrategyForm",
    "Target",
    "TextForm",
    "step_form",
]
