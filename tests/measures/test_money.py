"""Money added up, to the cent."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from measures.models import Grant, Measure
from measures.money import Financing, by_year, spread
from measures.queries.costs import costs_of
from measures.queries.grants import grants_of
from measures.queries.money import MeasureMoney, money_of, money_overview
from tests.factories.measure_money import CostLineFactory, GrantFactory
from tests.factories.measures import MeasureFactory

pytestmark = pytest.mark.slow

cents = st.decimals(0, 10_000_000, places=2)
years = st.dictionaries(st.integers(2000, 2100), cents, min_size=1, max_size=8)


def money_of_measure(measure: Measure) -> MeasureMoney:
    costs = costs_of([measure.pk]).get(measure.pk, [])
    return money_of(costs, grants_of([measure.pk]).get(measure.pk, []), measure.cost_eur)


# -- by year -----------------------------------------------------------------------------------
@pytest.mark.slow
@given(cents, st.lists(cents.filter(bool), min_size=1, max_size=8))
def test_parts_add_up_to_the_whole(amount: Decimal, weights: list[Decimal]) -> None:
    parts = spread(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - amount * weight / sum(weights)) < Decimal("0.01")


def test_what_rounding_leaves_goes_to_those_who_lost_most() -> None:
    assert spread(Decimal(100), [Decimal(1)] * 3) == [
        Decimal("33.34"), Decimal("33.33"), Decimal("33.33"),
    ]  # fmt: skip


@pytest.mark.slow
@given(years, st.integers(0, 100), st.integers(0, 100))
def test_years_add_up_and_none_gets_more_than_it_costs(
    planned: dict[int, Decimal], granted: int, hoped: int
) -> None:
    """As long as grants stay below the cost, as the house rules want it."""
    cost = sum(planned.values())
    sure = (cost * granted / 200).quantize(Decimal("0.01"), "ROUND_DOWN")
    unsure = (cost * hoped / 200).quantize(Decimal("0.01"), "ROUND_DOWN")
    rows = by_year(planned, sure, unsure).values()
    assert all(row.granted + row.hoped + row.own_share == row.cost for row in rows)
    if cost:
        added = sum(rows, Financing())
        assert added == Financing.of(cost, sure, unsure)


def test_without_cost_there_is_no_year_for_a_grant() -> None:
    assert by_year({2026: Decimal(0)}, Decimal(50), Decimal(0)) == {}


# -- one measure -------------------------------------------------------------------------------
@pytest.mark.django_db
def test_money_of_a_measure_is_added_up() -> None:
    measure = MeasureFactory(cost_eur=Decimal(3000))
    CostLineFactory(measure=measure, year=2025, actual_eur=Decimal("812.40"))
    CostLineFactory(measure=measure, year=2026)
    GrantFactory(measure=measure, state=Grant.State.APPROVED, amount_eur=Decimal(600))
    GrantFactory(measure=measure, state=Grant.State.APPLIED, amount_eur=Decimal(100))
    GrantFactory(measure=measure, state=Grant.State.REFUSED, amount_eur=Decimal(900))
    money = money_of_measure(measure)
    sums = money.total.financing
    assert (sums.cost, sums.granted, sums.hoped, sums.own_share) == (2000, 600, 100, 1300)
    assert [(year.label, year.financing.granted, year.actual) for year in money.years] == [
        ("2025", 300, Decimal("812.40")),
        ("2026", 300, None),
    ]
    assert money.total.actual == Decimal("812.40")
    assert money.other_frame == 3000


@pytest.mark.django_db
def test_without_lines_the_frame_is_the_cost_and_nothing_is_nothing() -> None:
    framed, unknown = MeasureFactory(cost_eur=Decimal(500)), MeasureFactory()
    assert money_of_measure(framed).total.financing.own_share == 500
    assert money_of_measure(framed).other_frame is None
    assert not money_of_measure(unknown).is_known
    assert money_of_measure(unknown).total.actual is None


# -- many measures -----------------------------------------------------------------------------
@pytest.mark.django_db
def test_overview_adds_up_by_year_and_by_field() -> None:
    dated, undated = MeasureFactory(), MeasureFactory(cost_eur=Decimal(250))
    CostLineFactory(measure=dated, actual_eur=Decimal(0))
    GrantFactory(measure=dated)
    MeasureFactory(field=dated.field)
    found = money_overview(Measure.objects.order_by("number"))
    assert [(row.label, row.financing.cost, row.actual) for row in found.years] == [
        ("2026", 1000, 0)
    ]
    assert found.undated == Financing.of(Decimal(250), Decimal(0), Decimal(0))
    assert {row.label: row.financing.cost for row in found.fields} == {
        dated.field.name: 1000,
        undated.field.name: 250,
    }
    assert (found.total.financing.cost, found.total.financing.own_share) == (1250, 850)
    assert (found.count, found.unknown, found.given_up) == (3, 1, 0)


@pytest.mark.django_db
def test_a_grant_of_one_measure_pays_for_no_other_one() -> None:
    """Its cost is not known yet: that makes the other measure no cheaper."""
    CostLineFactory()
    GrantFactory(amount_eur=Decimal(700))
    sums = money_overview(Measure.objects.all()).total.financing
    assert (sums.cost, sums.hoped, sums.own_share) == (1000, 700, 1000)


@pytest.mark.django_db
def test_what_was_given_up_counts_only_where_somebody_asks_for_it() -> None:
    gone = MeasureFactory(state="rejected", state_reason="Zu teuer.", cost_eur=Decimal(90))
    found = money_overview(Measure.objects.all())
    assert (found.count, found.given_up, found.total.financing.cost) == (0, 1, 0)
    asked = money_overview(Measure.objects.filter(pk=gone.pk), counts_given_up=True)
    assert asked.total.financing.cost == 90


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3])
def test_overview_asks_as_often_for_many_as_for_one(many: int) -> None:
    for _each in range(many):
        measure = MeasureFactory()
        CostLineFactory(measure=measure)
        GrantFactory(measure=measure)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        money_overview(Measure.objects.order_by("number"))
    assert len(asked) == 3
