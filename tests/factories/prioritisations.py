"""Rounds of prioritisation, as far as a test needs them."""

from collections.abc import Mapping, Sequence
from typing import Any

import factory

from measures.actions.ballots import Mark, hand_in_ballot, rate_measure
from measures.actions.prioritisations import open_prioritisation, set_rated_measures, set_raters
from measures.models import Ballot, Criterion, Measure, Prioritisation
from measures.queries.scoring import rated_by_people
from tests.factories.accounts import UserFactory
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import StrategyFactory


class PrioritisationFactory(factory.django.DjangoModelFactory):
    """A round in preparation, still without criteria."""

    class Meta:
        model = Prioritisation

    strategy = factory.SubFactory(StrategyFactory)
    title = factory.Sequence(lambda n: f"Runde {n}")
    slug = factory.Sequence(lambda n: f"runde-{n}")
    created_at = NOON


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Criterion

    prioritisation = factory.SubFactory(PrioritisationFactory)
    name = factory.Sequence(lambda n: f"Kriterium {n}")
    weight = 100
    position = factory.Sequence(int)


def rateable(number: str = "HF1-M01", **values: Any) -> Measure:
    """A measure that nobody has decided upon yet."""
    return MeasureFactory(number=number, state=Measure.State.QUALIFIED, **values)


def prepared(
    *measures: Measure, weights: Sequence[int] = (60, 40), raters: int = 2, **values: Any
) -> Prioritisation:
    """A round of these measures with one criterion for each weight, and people who are asked."""
    strategy = measures[0].strategy
    prioritisation = PrioritisationFactory(strategy=strategy, **values)
    for place, weight in enumerate(weights, 1):
        CriterionFactory(
            prioritisation=prioritisation, weight=weight, position=place, name=f"Kriterium {place}"
        )
    set_rated_measures(prioritisation=prioritisation, measures=measures, lock_version=1, by=None)
    people = UserFactory.create_batch(raters, roles=["editor"])
    set_raters(prioritisation=prioritisation, raters=people, by=None, at=NOON)
    prioritisation.refresh_from_db()
    return prioritisation


def opened(*measures: Measure, **values: Any) -> Prioritisation:
    prioritisation = prepared(*measures, **values)
    open_prioritisation(prioritisation=prioritisation, by=None, at=NOON)
    prioritisation.refresh_from_db()
    return prioritisation


def rate(ballot: Ballot, measure: Measure, marks: Sequence[int]) -> None:
    """One mark for each criterion, in their order."""
    criteria = rated_by_people(ballot.prioritisation)
    given = {each: Mark(mark) for each, mark in zip(criteria, marks, strict=True)}
    rate_measure(ballot=ballot, measure=measure, marks=given, at=NOON)


def rated(
    prioritisation: Prioritisation, *sheets: Mapping[Measure, Sequence[int]]
) -> Prioritisation:
    """Each sheet filled in and handed in by one of the raters, in their order."""
    for ballot, sheet in zip(prioritisation.ballots.all(), sheets, strict=False):
        for measure, marks in sheet.items():
            rate(ballot, measure, marks)
        hand_in_ballot(ballot=ballot, by=ballot.rater, at=NOON)
    return prioritisation
