"""Indicators of measures and objectives, and what was observed."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory

from measures.actions.indicator_values import enter_value
from measures.models import Indicator, IndicatorValue
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory


class IndicatorFactory(factory.django.DjangoModelFactory):
    """From 0 to 60 places, observed once a year; ``of_objective=True`` hangs it on an objective."""

    class Meta:
        model = Indicator

    class Params:
        of_objective = factory.Trait(
            measure=None, objective=factory.SubFactory(ElementFactory, kind="objective")
        )

    measure = factory.SubFactory(MeasureFactory)
    name = factory.Sequence(lambda n: f"Besuchte Orte {n}")
    unit = "Orte"
    source = "Tourenplan"
    baseline = Decimal(0)
    baseline_on = date(2023, 12, 31)
    target = Decimal(60)
    target_on = date(2027, 12, 31)


def steps(**values: Any) -> Indicator:
    """From the first to the third of four steps."""
    scale = ["Idee", "Vereinbarung", "Probebetrieb", "Regelbetrieb"]
    return IndicatorFactory(
        kind="ordinal", scale=scale, unit="", **({"baseline": 1, "target": 3} | values)
    )


def yes_or_no(**values: Any) -> Indicator:
    return IndicatorFactory(
        kind="yes_no", unit="", **({"baseline": None, "baseline_on": None, "target": 1} | values)
    )


def observed(indicator: Indicator, value: object, on: date = date(2025, 12, 31)) -> IndicatorValue:
    """A value as somebody entered it."""
    return enter_value(indicator=indicator, by=None, at=NOON, on=on, value=Decimal(str(value)))
