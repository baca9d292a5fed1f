"""What is known of a strategy as a whole."""

from strategy.models import Strategy, StrategyVersion

WITHDRAWN = StrategyVersion.State.WITHDRAWN


def is_wording_fixed(strategy: Strategy) -> bool:
    """Whether a version with this title and period is being discussed or decided, or is adopted."""
    changeable = (*StrategyVersion.EDITABLE, WITHDRAWN)
    return strategy.versions.exclude(state__in=changeable).exists()
