"""Whoever answers for a measure is asked for the values that are due: each time once."""

from datetime import date, timedelta

import pytest

from measures.actions.asking_values import ask_for_values
from measures.models import Measure
from smartregion.accounts.models import User
from smartregion.notices.models import Notice
from tests.factories.dates import DAY, NOON
from tests.factories.measure_indicators import IndicatorFactory, observed
from tests.factories.measures import MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
YEAR = timedelta(days=365)


def run(first: int, last: int, step: int = 1) -> None:
    """The mornings from one day to another, some of them left out."""
    for number in range(first, last + 1, step):
        ask_for_values(at=NOON + timedelta(days=number))


def keys() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("key", flat=True))


def asked_of(owner: User, **values: object) -> Measure:
    return MeasureFactory(responsible=owner, **{"state": "running", **values})


@pytest.mark.behaviour("M9")
def test_each_value_is_asked_for_once_in_an_interval(owner: User, office: User) -> None:
    indicator = IndicatorFactory(
        measure=asked_of(owner), baseline_on=date(2025, 6, 30), interval="quarterly"
    )
    asked = [f"value:{indicator.pk}:2026-{day}" for day in ("03-31", "06-30", "09-30")]
    run(0, 14)
    assert keys() == asked[:1]
    run(15, 106, step=13)
    assert keys() == asked[:2]
    run(107, 110)
    assert keys() == asked
    assert not Notice.objects.of(office).exists()


def test_value_that_is_there_is_not_asked_for(owner: User) -> None:
    indicator = IndicatorFactory(measure=asked_of(owner), baseline_on=DAY - YEAR)
    observed(indicator, 7, on=DAY - timedelta(days=2))
    run(0, 300, step=50)
    assert keys() == []


def test_years_that_were_missed_are_one_question(owner: User) -> None:
    IndicatorFactory(measure=asked_of(owner), baseline_on=date(2021, 3, 31))
    assert ask_for_values(at=NOON) == 1
    assert ask_for_values(at=NOON) == 0
    assert Notice.objects.get().text == "Es fehlt der Wert zum 31.03.2026."


def test_question_names_the_last_value_and_leads_to_the_form(owner: User) -> None:
    indicator = IndicatorFactory(measure=asked_of(owner), name="Orte")
    observed(indicator, 12, on=date(2025, 3, 31))
    ask_for_values(at=NOON)
    notice = Notice.objects.of(owner).get()
    assert notice.headline == "Neuer Wert erbeten: Orte"
    assert "Es fehlt der Wert zum 31.03.2026. Der letzte ist vom 31.03.2025: 12" in notice.text
    assert notice.url.endswith("/wert/")


def test_first_value_is_asked_for_once(owner: User) -> None:
    IndicatorFactory(measure=asked_of(owner), baseline=None, baseline_on=None)
    run(0, 800, step=200)
    assert len(keys()) == 1


@pytest.mark.parametrize("state", ["proposed", "completed"])
def test_only_measures_at_work_owe_values(state: str, owner: User) -> None:
    IndicatorFactory(measure=asked_of(owner, state=state), baseline_on=DAY - YEAR)
    assert ask_for_values(at=NOON) == 0


def test_who_left_is_asked_for_nothing(owner: User) -> None:
    IndicatorFactory(measure=asked_of(owner), baseline_on=DAY - YEAR)
    IndicatorFactory(measure=MeasureFactory(state="running"), baseline_on=DAY - YEAR)
    User.objects.update(is_active=False)
    assert ask_for_values(at=NOON) == 0
