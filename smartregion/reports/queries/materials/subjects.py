"""Which strategy a report is about, whatever it was ordered for."""

from measures.models import Measure, MeasureQuerySet
from smartregion.reports.briefs import Brief
from strategy.models import Strategy, StrategyVersion


def strategy_of(brief: Brief) -> Strategy | None:
    """The strategy of the version, the cycle or the measure that was chosen."""
    chosen = brief.version or brief.cycle or brief.measure
    return chosen.strategy if chosen else None


def version_of(brief: Brief) -> StrategyVersion | None:
    """The version that was chosen, or else the one in force, or the newest that everybody may read."""
    if brief.version:
        return brief.version
    strategy = strategy_of(brief)
    readable = StrategyVersion.objects.public().filter(strategy=strategy)
    return readable.adopted().first() or readable.first() if strategy else None


def measures_of(brief: Brief) -> MeasureQuerySet:
    """The measures a report tells about, as everybody may read them; by number."""
    public = Measure.objects.public().order_by("number")
    if brief.measure:
        return public.filter(pk=brief.measure.pk)
    return public.filter(strategy=strategy_of(brief))
