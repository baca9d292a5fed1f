"""Forms of the people who write the strategy and lead it to its resolution."""

from strategy.forms.frame import FrameFilter, FrameworkForm
from strategy.forms.phases import PhaseForm
from strategy.forms.steps import step_form
from strategy.forms.texts import TextForm
from strategy.forms.versions import LABEL, RevisionForm, StrategyForm

__all__ = [
    "LABEL",
    "FrameFilter",
    "FrameworkForm",
    "PhaseForm",
    "RevisionForm",
    "StrategyForm",
    "TextForm",
    "step_form",
]
