"""Indicators of measures and of strategic objectives, and their values."""

from typing import Any

from measures.models import Indicator, IndicatorValue
from tests.architecture.access.measures import WRITERS, own_measure
from tests.architecture.access.table import PEOPLE, STAFF, Row, only, public
from tests.factories.measure_indicators import IndicatorFactory


def _own() -> Indicator:
    mine = Indicator.objects.filter(measure__responsible__email=PEOPLE["measure_owner"])
    return mine.filter(measure__is_public=True).exclude(entries=None).earliest("pk")


def own_indicator() -> dict[str, Any]:
    return {"pk": _own().pk}


def own_value() -> dict[str, Any]:
    entries = IndicatorValue.objects.current().filter(indicator=_own())
    return {"pk": _own().pk, "entry": entries.earliest("on").pk}


def unobserved() -> dict[str, Any]:
    """One that may still go."""
    return {"pk": IndicatorFactory(measure=_own().measure).pk}


def objective() -> dict[str, Any]:
    measured = Indicator.objects.filter(objective__isnull=False).earliest("pk")
    return {"key": measured.objective_id}


TABLE: dict[str, Row] = {
    "measures:indicator_list": public(),
    "measures:indicator_csv": public(),
    "measures:indicator_values_csv": public(),
    "measures:indicator_detail": public(where=own_indicator),
    "measures:my_indicators": only(*STAFF),
    "measures:indicator_add": only(*WRITERS, where=own_measure),
    "measures:indicator_edit": only(*WRITERS, where=own_indicator),
    "measures:indicator_remove": only(*WRITERS, where=unobserved),
    "measures:value_enter": only(*WRITERS, where=own_indicator),
    "measures:value_correct": only(*WRITERS, where=own_value),
    "measures:value_take_back": only(*WRITERS, where=own_value),
    "measures:objective_list": public(),
    "measures:objective_detail": public(where=objective),
    "measures:objective_indicator_add": only(
        "strategy_office", "editor", "administration", where=objective
    ),
}
