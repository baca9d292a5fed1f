"""Characteristics and their figures, existing projects, findings."""

from decimal import Decimal

import factory

from strategy.models import Characteristic, ExistingProject, Finding, StructureFigure
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import DAY
from tests.factories.strategy import StrategyFactory


class CharacteristicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Characteristic

    code = factory.Sequence(lambda n: f"merkmal{n}")
    title = factory.Sequence(lambda n: f"Merkmal {n}")
    kind = Characteristic.Kind.COUNT
    position = factory.Sequence(lambda n: n)


class FigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StructureFigure

    characteristic = factory.SubFactory(CharacteristicFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    as_of = DAY
    value = Decimal(1000)
    source = "Statistisches Landesamt"


class ExistingProjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExistingProject

    title = factory.Sequence(lambda n: f"Projekt {n}")
    summary = "Worum es geht."
    organisation = factory.SubFactory(OrganisationFactory)
    state = ExistingProject.State.RUNNING


class FindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Finding

    strategy = factory.SubFactory(StrategyFactory)
    kind = Finding.Kind.STRENGTH
    text = factory.Sequence(lambda n: f"Feststellung {n}")
    source = "Bestandsaufnahme"
    as_of = DAY
    position = factory.Sequence(lambda n: n)
