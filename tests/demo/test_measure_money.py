"""The money of the demo county is complete where it should be, and has its gaps where it may."""

from decimal import Decimal

import pytest

from smartregion.demo import reader

MONEY = reader.read("measure_money")
MEASURES = {record["number"]: record for record in reader.measures()}
KEY_PROJECTS = sorted(number for number, record in MEASURES.items() if record.get("key_project"))


def test_only_known_measures_cost_money() -> None:
    assert set(MONEY) <= set(MEASURES)
    assert set(MEASURES) - set(MONEY), "real counties have gaps"


@pytest.mark.parametrize("number", sorted(MONEY))
def test_years_lie_in_the_period_and_add_up_to_the_frame(number: str) -> None:
    measure, costs = MEASURES[number], MONEY[number].get("costs", [])
    period = range(measure["starts_on"].year, measure["ends_on"].year + 1)
    assert {year for year, *_rest in costs} <= set(period)
    planned = sum(Decimal(str(amount)) for _year, _kind, _label, amount, *_actual in costs)
    assert planned in {0, measure["cost_eur"]}


def test_every_key_project_is_planned_year_by_year() -> None:
    assert len(KEY_PROJECTS) == 14
    assert all(MONEY[number]["costs"] for number in KEY_PROJECTS)


def test_grants_are_in_every_state() -> None:
    grants = [grant for record in MONEY.values() for grant in record.get("grants", [])]
    states = {grant["state"] for grant in grants}
    assert states == {"planned", "applied", "approved", "refused", "settled"}
