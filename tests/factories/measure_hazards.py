"""Risks of measures, and what they wait for."""

import factory

from measures.models import Dependency, Measure, Risk
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory


class RiskFactory(factory.django.DjangoModelFactory):
    """A risk of medium weight that everybody may read."""

    class Meta:
        model = Risk

    measure = factory.SubFactory(MeasureFactory)
    title = factory.Sequence(lambda n: f"Gefahr {n}")
    probability = 2
    impact = 2


class DependencyFactory(factory.django.DjangoModelFactory):
    """One measure needs another one of the same strategy."""

    class Meta:
        model = Dependency

    measure = factory.SubFactory(MeasureFactory)
    other = factory.SubFactory(MeasureFactory, field=factory.SelfAttribute("..measure.field"))
    kind = Dependency.Kind.NEEDS


def measures_of_one_strategy(*numbers: str, **values: object) -> list[Measure]:
    """Measures with these numbers in one field of one strategy."""
    field = ElementFactory(kind="field")
    return [MeasureFactory(number=number, field=field, **values) for number in numbers]
