"""Measures, what hangs on them, and evaluation cycles."""

from datetime import date, datetime, timedelta
from typing import Any

import factory

from measures.actions import accept_all, begin_review, close_cycle
from measures.models import (
    Assessment,
    Cycle,
    GuidelineContribution,
    Measure,
    Milestone,
    Origin,
    Party,
)
from tests.factories.accounts import UserFactory
from tests.factories.county import OrganisationFactory
from tests.factories.dates import DAY, NOON
from tests.factories.strategy import ElementFactory


class MeasureFactory(factory.django.DjangoModelFactory):
    """A public measure under way, in a field of action and strategy of its own."""

    class Meta:
        model = Measure

    field = factory.SubFactory(ElementFactory, kind="field")
    strategy = factory.SelfAttribute("field.strategy")
    number = factory.Sequence(lambda n: f"HF1-M{n:02}")
    title = factory.Sequence(lambda n: f"Vorhaben {n}")
    summary = "Was es den Menschen bringt, in einem Satz."
    state = Measure.State.RUNNING
    lead = factory.SubFactory(OrganisationFactory)
    starts_on = DAY - timedelta(days=365)
    ends_on = DAY + timedelta(days=365)


def complete(measure: Measure) -> Measure:
    """Fill in what the profile of a worked out measure must say; what is there already stays."""
    said = {
        "body": "<p>Ausführlich.</p>",
        "approach": Measure.Approach.BOTH,
        "appraisal": "Online geht es schneller, am Schalter bleibt es möglich.",
        "cost_eur": 1000,
        "no_indicator_reason": "Der Nutzen zeigt sich im Einzelfall.",
    }
    for name, value in said.items():
        setattr(measure, name, getattr(measure, name) or value)
    measure.responsible = measure.responsible or UserFactory()
    measure.save()
    if not measure.guidelines.exists():
        GuidelineFactory(measure=measure)
    if not measure.objectives.exists():
        measure.objectives.add(ElementFactory(kind="objective", strategy=measure.strategy))
    return measure


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    measure = factory.SubFactory(MeasureFactory)
    title = factory.Sequence(lambda n: f"Schritt {n}")
    due_on = DAY


class GuidelineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GuidelineContribution

    measure = factory.SubFactory(MeasureFactory)
    guideline = factory.SubFactory(
        ElementFactory, kind="guideline", strategy=factory.SelfAttribute("..measure.strategy")
    )
    level = 2
    reason = "Es hilft vor Ort."


class PartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Party

    measure = factory.SubFactory(MeasureFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class OriginFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Origin

    measure = factory.SubFactory(MeasureFactory)
    kind = Origin.Kind.WORKSHOP
    note = "Themenwerkstatt, Arbeitsgruppe Jugend"


class CycleFactory(factory.django.DjangoModelFactory):
    """An open cycle that nobody was asked in yet."""

    class Meta:
        model = Cycle

    strategy = factory.SelfAttribute("for_measure.strategy")
    title = factory.Sequence(lambda n: f"Evaluation {n}")
    slug = factory.Sequence(lambda n: f"evaluation-{n}")
    cutoff_on = factory.Sequence(lambda n: DAY + timedelta(days=n))
    due_on = DAY + timedelta(days=30)
    state = Cycle.State.OPEN

    class Params:
        for_measure = factory.SubFactory(MeasureFactory)


class AssessmentFactory(factory.django.DjangoModelFactory):
    """What is asked about a measure in an open cycle of its strategy."""

    class Meta:
        model = Assessment

    measure = factory.SubFactory(MeasureFactory)
    cycle = factory.SubFactory(CycleFactory, for_measure=factory.SelfAttribute("..measure"))


def reported(measure: Measure, light: str = "green", **texts: Any) -> Assessment:
    """A report that was handed in, in an open cycle of its own."""
    return AssessmentFactory(
        measure=measure, light=light, state=Assessment.State.SUBMITTED, submitted_at=NOON, **texts
    )


def brought_to_close(cycle: Cycle, *, at: datetime = NOON) -> Cycle:
    """The way of every cycle in one go: what is not there is missing, what is there is accepted."""
    cycle.assessments.awaiting().update(state=Assessment.State.MISSING)
    begin_review(cycle=cycle, by=None, at=at)
    accept_all(cycle=cycle, by=None, at=at)
    close_cycle(cycle=cycle, by=None, at=at)
    cycle.refresh_from_db()
    return cycle


def closed(*measures_and_lights: tuple[Measure, str], cutoff_on: date = DAY) -> Cycle:
    """A closed cycle of one strategy; an empty light means that nothing was reported."""
    cycle = CycleFactory(for_measure=measures_and_lights[0][0], cutoff_on=cutoff_on)
    for measure, light in measures_and_lights:
        state = Assessment.State.SUBMITTED if light else Assessment.State.REQUESTED
        AssessmentFactory(measure=measure, cycle=cycle, light=light, state=state)
    return brought_to_close(cycle)
