"""What the database itself refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from measures.models import Measure
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY
from tests.factories.measures import (
    CycleFactory,
    GuidelineFactory,
    MeasureFactory,
    MilestoneFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Measure.State


@pytest.mark.parametrize(
    "values",
    [
        {"starts_on": DAY, "ends_on": DAY - timedelta(days=1)},
        {"started_on": DAY, "ended_on": DAY - timedelta(days=1)},
        {"cost_eur": -1},
        {"state": State.REJECTED},
        {"state": State.CANCELLED},
        {"state": State.DEFERRED, "state_reason": "Erst die Busse."},
    ],
)
def test_measure_refuses_impossible_values(values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureFactory(**values)


def test_measure_number_is_unique_in_the_deployment() -> None:
    MeasureFactory(number="HF1-M99")
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureFactory(number="HF1-M99")


@pytest.mark.parametrize("number", ["neu", "meine", "zyklen", "HF", "HF1/M1", "HF1 M1", "hf1-m1"])
def test_measure_number_is_never_one_of_our_addresses(number: str) -> None:
    with pytest.raises(ValidationError):
        Measure._meta.get_field("number").clean(number, None)


def test_guideline_level_stays_between_zero_and_three() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidelineFactory(level=4)


def test_one_cycle_is_open_at_a_time() -> None:
    measure = MeasureFactory()
    CycleFactory(for_measure=measure)
    with pytest.raises(IntegrityError), transaction.atomic():
        CycleFactory(for_measure=measure)


def test_body_is_cleaned_when_it_is_saved() -> None:
    measure = MeasureFactory(body="<p onclick='x()'>Gut</p><script>alert(1)</script>")
    assert measure.body == "<p>Gut</p>"


def test_measure_without_municipalities_serves_each_of_them() -> None:
    here, there = MunicipalityFactory(), MunicipalityFactory()
    everywhere, only_there = MeasureFactory(), MeasureFactory()
    only_there.municipalities.add(there)
    assert set(Measure.objects.serving(here)) == {everywhere}
    assert set(Measure.objects.serving(there)) == {everywhere, only_there}


def test_progress_counts_milestones() -> None:
    measure = MeasureFactory()
    MilestoneFactory(measure=measure, done_on=DAY)
    MilestoneFactory.create_batch(2, measure=measure)
    counted = Measure.objects.with_progress().get()
    assert (counted.milestones_done, counted.milestones_total) == (1, 3)
