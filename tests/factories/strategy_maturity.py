"""Dimensions, rounds and scores of the maturity survey."""

from datetime import date, timedelta
from typing import Any

import factory

from smartregion.core.snapshots import freeze
from smartregion.county.models import Municipality
from strategy.models import MaturityDimension, MaturityRound, MaturityScore
from strategy.queries.maturity import frozen_round
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON

LEVELS = ["nichts", "wenig", "manches", "vieles", "alles"]


class DimensionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MaturityDimension

    slug = factory.Sequence(lambda n: f"dimension-{n}")
    title = factory.Sequence(lambda n: f"Dimension {n}")
    short_title = factory.Sequence(lambda n: f"Dim {n}")
    question = "Wie weit sind Sie?"
    levels = LEVELS
    position = factory.Sequence(lambda n: n)


class RoundFactory(factory.django.DjangoModelFactory):
    """An open round; close it with ``closed()`` after the scores are in."""

    class Meta:
        model = MaturityRound

    title = factory.Sequence(lambda n: f"Runde {n}")
    opens_on = DAY
    due_on = DAY + timedelta(days=60)


class ScoreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MaturityScore

    round = factory.SubFactory(RoundFactory)
    dimension = factory.SubFactory(DimensionFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    actual = 2
    as_of = DAY


def closed(
    *levels: tuple[Municipality, MaturityDimension, int], opens_on: date = DAY, **details: Any
) -> MaturityRound:
    """A closed round in which these municipalities reported these levels."""
    made = RoundFactory(opens_on=opens_on, due_on=opens_on + timedelta(days=60), **details)
    for municipality, dimension, level in levels:
        ScoreFactory(round=made, municipality=municipality, dimension=dimension, actual=level)
    return close(made)


def close(opened: MaturityRound) -> MaturityRound:
    """End a round with the answers it has."""
    content = frozen_round(opened)
    opened.snapshot = freeze(
        kind="maturity_round", subject=str(opened), content=content, by=None, at=NOON
    )
    opened.state, opened.closed_on = MaturityRound.State.CLOSED, opened.due_on
    opened.save()
    return opened
