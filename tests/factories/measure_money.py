"""What measures cost, and who helps to pay."""

from decimal import Decimal

import factory

from measures.models import CostLine, Grant
from tests.factories.measures import MeasureFactory


class CostLineFactory(factory.django.DjangoModelFactory):
    """A thousand euros in 2026."""

    class Meta:
        model = CostLine

    measure = factory.SubFactory(MeasureFactory)
    year = 2026
    kind = CostLine.Kind.EXPENSE
    label = factory.Sequence(lambda n: f"Posten {n}")
    planned_eur = Decimal(1000)


class GrantFactory(factory.django.DjangoModelFactory):
    """A grant that is only planned."""

    class Meta:
        model = Grant

    measure = factory.SubFactory(MeasureFactory)
    programme = factory.Sequence(lambda n: f"Programm {n}")
    authority = "Land"
    amount_eur = Decimal(400)
