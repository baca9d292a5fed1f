"""Where measures lie, and what hangs on them, for roles that are held for one thing only."""

from collections.abc import Iterable, Iterator
from typing import Any

from measures.models import Indicator, Measure
from smartregion.accounts.models import ScopeKind
from smartregion.accounts.slots import Scope
from strategy.scopes import around_element, around_field


def measures() -> Iterable[tuple[str, str]]:
    """Measures to choose from, without those that were given up."""
    return [(str(each.pk), str(each)) for each in Measure.objects.pursued().order_by("number")]


def around_measure(measure: Measure) -> Iterator[Scope]:
    """Itself, its field of action, and the municipalities that lead it or take part."""
    yield str(ScopeKind.MEASURE), str(measure.pk)
    # Other fields that it touches too have no say in it.
    yield from around_field(measure.field)
    towns: set[int | None] = set(measure.municipalities.values_list("pk", flat=True))
    towns.add(measure.lead.town_id if measure.lead else None)
    yield from ((str(ScopeKind.MUNICIPALITY), str(town)) for town in towns if town)


def around_part(part: Any) -> Iterator[Scope]:
    """What hangs on a measure lies where the measure does."""
    if part.measure is not None:
        yield from around_measure(part.measure)


def around_indicator(indicator: Indicator) -> Iterator[Scope]:
    yield from around_part(indicator)
    if indicator.objective is not None:
        yield from around_element(indicator.objective)
