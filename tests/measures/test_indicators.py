"""Describing indicators, entering, correcting and taking back their values."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from measures.actions.indicator_values import correct_value, enter_value, take_back_value
from measures.actions.indicators import add_indicator, change_indicator, remove_indicator
from measures.models import FieldChange, Indicator, IndicatorValue
from measures.queries.indicators import (
    entries_of,
    indicator_line,
    indicators_of,
    indicators_of_objectives,
    wanted_of,
)
from measures.queries.related import related_to_fields
from smartregion.accounts.models import User
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from strategy.models import StrategyVersion
from tests.factories.dates import DAY, NOON
from tests.factories.measure_indicators import IndicatorFactory, observed, steps, yes_or_no
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory, ElementTextFactory, VersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

YEAR_END = date(2025, 12, 31)


def entered(indicator: Indicator, value: object, on: date = YEAR_END) -> IndicatorValue:
    return enter_value(
        indicator=indicator, by=None, at=NOON, on=on, value=Decimal(str(value)), note="gezählt"
    )


# -- entering ----------------------------------------------------------------------------------
@pytest.mark.behaviour("M9")
def test_a_day_has_one_value() -> None:
    indicator = IndicatorFactory()
    entered(indicator, 27)
    with pytest.raises(ValidationError) as refused:
        entered(indicator, 28)
    assert "31.12.2025 ist schon ein Wert eingetragen: 27" in refused.value.message_dict["on"][0]
    assert indicator.entries.get().value == 27


@pytest.mark.behaviour("M9")
def test_the_database_itself_takes_no_second_value_of_a_day() -> None:
    entry = observed(IndicatorFactory(), 27)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValue.objects.create(
            indicator=entry.indicator, on=entry.on, value=28, entered_at=NOON
        )


def test_a_value_is_of_today_or_before() -> None:
    entered(indicator := IndicatorFactory(), 1, DAY)
    with pytest.raises(ValidationError, match="Zukunft"):
        entered(indicator, 1, DAY + timedelta(days=1))


@pytest.mark.behaviour("M9")
@pytest.mark.parametrize("value", [0, 5, 1.5])
def test_a_step_outside_the_scale_is_refused(value: float) -> None:
    with pytest.raises(ValidationError, match="Stufen gehen von 1 bis 4"):
        entered(steps(), value)


@pytest.mark.behaviour("M9")
@pytest.mark.parametrize("value", [2, -1, 0.5])
def test_yes_or_no_knows_nothing_else(value: float) -> None:
    with pytest.raises(ValidationError, match="ja und nein"):
        entered(yes_or_no(), value)


@pytest.mark.parametrize("value", [-1, 100.5])
def test_a_share_is_never_more_than_all(value: float) -> None:
    with pytest.raises(ValidationError, match="zwischen 0 und 100"):
        entered(IndicatorFactory(kind="percent", unit=""), value)


# -- correcting --------------------------------------------------------------------------------
@pytest.mark.behaviour("M9")
def test_a_correction_keeps_the_old_value() -> None:
    wrong = entered(IndicatorFactory(), 72)
    right = correct_value(
        entry=wrong, by=None, at=NOON, value=Decimal(27), note="Zahlendreher"
    )  # fmt: skip
    assert (right.corrects, right.on, right.revision) == (wrong, wrong.on, 1)
    assert [line.value for line in indicator_line(wrong.indicator).values] == [27]
    (newest, earlier), *others = entries_of(wrong.indicator)
    assert (newest, earlier, others) == (right, [wrong], [])
    assert IndicatorValue.objects.get(pk=wrong.pk).value == 72


def test_a_correction_says_what_was_wrong() -> None:
    wrong = entered(IndicatorFactory(), 72)
    with pytest.raises(ValidationError, match="was falsch war"):
        correct_value(entry=wrong, by=None, at=NOON, value=Decimal(27), note=" ")
    with pytest.raises(ValidationError, match="was falsch war"):
        take_back_value(entry=wrong, by=None, at=NOON, note="")


def test_a_value_is_corrected_once_only() -> None:
    wrong = entered(IndicatorFactory(), 72)
    correct_value(entry=wrong, by=None, at=NOON, value=Decimal(27), note="Zahlendreher")
    with pytest.raises(WrongState):
        correct_value(entry=wrong, by=None, at=NOON, value=Decimal(28), note="Nein, 28")
    assert wrong.indicator.entries.count() == 2


def test_an_entry_that_is_taken_back_frees_its_day() -> None:
    wrong = entered(indicator := IndicatorFactory(), 72)
    taken = take_back_value(entry=wrong, by=None, at=NOON, note="Falsche Kennzahl")
    assert indicator_line(indicator).latest is None
    with pytest.raises(WrongState):
        take_back_value(entry=taken, by=None, at=NOON, note="Noch einmal")
    assert entered(indicator, 27).corrects == taken
    assert [line.value for line in indicator_line(indicator).values] == [27]


def test_values_are_never_written_over_or_deleted() -> None:
    entry = entered(IndicatorFactory(), 72)
    with pytest.raises(ValueError, match="never changed"):
        IndicatorValue.objects.update(value=1)
    with pytest.raises(ValueError, match="never deleted"):
        IndicatorValue.objects.all().delete()
    with pytest.raises(ValueError, match="never changed"):
        entry.save()


# -- describing --------------------------------------------------------------------------------
def described(**values: object) -> Indicator:
    whole = {
        "measure": MeasureFactory(), "name": "Orte", "source": "Plan", "kind": "number",
        "direction": "rising", "level": "output", "interval": "yearly", **values,
    }  # fmt: skip
    return add_indicator(by=None, at=NOON, **whole)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "ordinal"}, "scale"), ({"kind": "ordinal", "scale": ["allein"]}, "scale"),
        ({"scale": ["eins", "zwei"]}, "scale"), ({"name": ""}, "name"), ({"source": ""}, "source"),
        ({"baseline": Decimal(60), "target": Decimal(20)}, "target"),
        ({"baseline": Decimal(20), "target": Decimal(60), "direction": "falling"}, "target"),
        ({"kind": "percent", "target": Decimal(101)}, "target"),
        ({"kind": "ordinal", "scale": ["a", "b"], "target": Decimal(3)}, "target"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_refused_at_its_field(
    values: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        described(**values)
    assert field in refused.value.message_dict
    assert not Indicator.objects.exists()


def test_a_name_is_there_once_in_a_measure() -> None:
    first = described()
    with pytest.raises(ValidationError, match="gibt es hier schon"):
        described(measure=first.measure)
    described()


def test_it_belongs_to_a_measure_or_to_an_objective() -> None:
    with pytest.raises(ValidationError):
        described(objective=ElementFactory(kind="objective"))
    with pytest.raises(ValidationError):
        described(measure=None)
    with pytest.raises(ValidationError):
        described(measure=None, objective=ElementFactory(kind="field"))


def test_a_change_stands_in_the_history_of_the_profile(office: User) -> None:
    indicator = described(target=Decimal(50))
    change_indicator(indicator=indicator, by=office, at=NOON, lock_version=1, target=Decimal(60))
    change = FieldChange.objects.filter(field="indicators").first()
    assert change is not None
    assert ("→ 50;" in change.old, "→ 60;" in change.new, change.by) == (True, True, office)


def test_the_second_editor_is_told() -> None:
    indicator = described()
    change_indicator(indicator=indicator, by=None, at=NOON, lock_version=1, unit="Orte")
    with pytest.raises(EditConflict):
        change_indicator(indicator=indicator, by=None, at=NOON, lock_version=1, unit="Städte")


def test_what_its_values_mean_stays() -> None:
    observed(indicator := steps(), 3)
    change_indicator(
        indicator=indicator, by=None, at=NOON, lock_version=1,
        scale=["Idee", "Vertrag", "Test", "Regelbetrieb"],
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Stufe 3 ist schon eingetragen"):
        change_indicator(
            indicator=indicator, by=None, at=NOON, lock_version=2,
            scale=["Idee", "Vertrag"], target=Decimal(2),
        )  # fmt: skip
    with pytest.raises(ValidationError, match="Art der Kennzahl bleibt"):
        change_indicator(
            indicator=indicator, by=None, at=NOON, lock_version=2, kind="number", scale=[]
        )


def test_only_what_nobody_observed_goes() -> None:
    empty, used = IndicatorFactory(), IndicatorFactory()
    observed(used, 3)
    remove_indicator(indicator=empty, by=None, at=NOON)
    with pytest.raises(WrongState):
        remove_indicator(indicator=used, by=None, at=NOON)
    assert Indicator.objects.get() == used


# -- reading -----------------------------------------------------------------------------------
def test_many_indicators_ask_as_often_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    indicators = [IndicatorFactory(), steps(), yes_or_no()]
    for indicator in indicators:
        observed(indicator, 1)
        observed(indicator, 1, date(2024, 12, 31))
    ids = [indicator.measure_id for indicator in indicators]
    for asked in (ids[:1], ids):
        with django_assert_num_queries(2):
            found = indicators_of(asked)
        assert [len(found[pk]) for pk in asked] == [1] * len(asked)


def test_the_trend_is_better_or_worse_by_its_direction() -> None:
    rising, falling = (
        IndicatorFactory(),
        IndicatorFactory(baseline=60, target=20, direction="falling"),
    )
    for indicator in (rising, falling):
        observed(indicator, 30, date(2024, 12, 31))
    assert indicator_line(rising).trend == ""
    for indicator in (rising, falling):
        observed(indicator, 40)
    assert (indicator_line(rising).trend, indicator_line(falling).trend) == ("better", "worse")


def test_an_objective_keeps_the_indicators_of_what_went_into_it() -> None:
    heir = ElementFactory(kind="objective")
    retired = VersionFactory(strategy=heir.strategy, adopted=True)
    gone = ElementFactory(
        kind="objective", strategy=heir.strategy, retired_in=retired, successor=heir
    )
    own, inherited = (
        IndicatorFactory(measure=None, objective=objective) for objective in (heir, gone)
    )
    lines = indicators_of_objectives([heir.pk])[heir.pk]
    assert {line.pk for line in lines} == {own.pk, inherited.pk}
    assert {line.objective for line in lines} == {heir.name}


def test_what_is_wanted_longest_comes_first(owner: User) -> None:
    fresh, late, latest = (
        IndicatorFactory(measure=MeasureFactory(responsible=owner)) for _ in range(3)
    )
    observed(fresh, 1, YEAR_END)
    observed(late, 1, date(2025, 5, 31))
    observed(latest, 1, date(2024, 5, 31))
    IndicatorFactory(measure=MeasureFactory(responsible=owner, state="rejected", state_reason="x"))
    IndicatorFactory()
    assert [line.pk for line in wanted_of(owner, on=DAY)] == [latest.pk, late.pk, fresh.pk]


# -- fields of action --------------------------------------------------------------------------
def test_a_field_knows_the_indicators_of_its_measures_and_objectives() -> None:
    version = VersionFactory()
    field = ElementTextFactory(version=version, kind="field")
    objective = ElementTextFactory(version=version, kind="objective", parent=field)
    StrategyVersion.objects.filter(pk=version.pk).update(state="consultation")
    key = field.element.pk
    assert not related_to_fields([key], AnonymousUser())
    IndicatorFactory(measure=MeasureFactory(field=field.element))
    IndicatorFactory(measure=MeasureFactory(field=field.element, is_public=False))
    IndicatorFactory(measure=None, objective=objective.element)
    IndicatorFactory()
    _measures, related = related_to_fields([key], AnonymousUser())[key]
    assert related.label == "2 Kennzahlen zu diesem Handlungsfeld"
    assert related.url.endswith(f"/massnahmen/kennzahlen/?field={field.element.slug}")
