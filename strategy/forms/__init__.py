"""Forms of the people who write the strategy and lead it to its resolution."""

from strategy.forms.phases import PhaseForm
from strategy.forms.texts import TextForm
from strategy.forms.versions import STEPS, RevisionForm, StrategyForm

__all__ = ["STEPS", "PhaseForm", "RevisionForm", "StrategyForm", "TextForm"]
