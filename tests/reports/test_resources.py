"""What the measures cost together, in the report to the cent (R9)."""

import json
from decimal import Decimal

import pytest

from measures.models import Measure
from measures.queries.money import money_overview
from smartregion.core.canonical import canonical_json
from smartregion.core.numbers import exact_euros
from smartregion.reports.rendering import book_of, money
from tests.factories.measures import MeasureFactory
from tests.factories.report_parts import cost, grant
from tests.factories.reports import content, empty_measure, measure
from tests.reports.conftest import stamp

pytestmark = pytest.mark.slow


def chapter(of, key="resources"):
    found = [each for each in book_of(of, stamp(of)).chapters if each.key == key]
    return found[0].written().html.replace("\N{NO-BREAK SPACE}", " ")


def said(amount):
    return exact_euros(Decimal(amount)).replace("\N{NO-BREAK SPACE}", " ")


CENTS = ("0.10", "0.20", "33.33", "33.33", "33.34")


@pytest.mark.behaviour("R9")
def test_sums_in_text_table_and_figure_agree_to_the_cent():
    lines = [cost(2025 + place % 2, amount, amount) for place, amount in enumerate(CENTS)]
    of = content(measure(costs=lines, grants=[grant("50.15")], cost_eur=None))

    overview, table = money.overview(of), money.costs_by_kind(of)

    assert overview.total.financing.cost == table.total.total == Decimal("100.30")
    assert sum(row.total for row in table.rows) == table.total.total
    assert sum(row.financing.cost for row in overview.years) == Decimal("100.30")
    assert sum(row.financing.own_share for row in overview.years) == Decimal("50.15")
    html = chapter(of)
    assert html.count(said("100.30")) >= 4


@pytest.mark.behaviour("R9")
def test_frame_that_is_not_divided_is_a_row_of_its_own_and_in_the_sum():
    of = content(
        measure("HF1-M01", costs=[cost(2025, "10.01")], grants=[], cost_eur="10.01"),
        measure("HF1-M02", costs=[], grants=[], cost_eur="20.02"),
    )

    table = money.costs_by_kind(of)

    assert [row.label for row in table.rows] == ["2025", "nicht auf Jahre aufgeteilt"]
    assert table.total.total == money.overview(of).total.financing.cost == Decimal("30.03")


def test_what_was_given_up_costs_nothing_and_is_counted():
    gone = measure("HF1-M02", card={"state": "rejected"}, costs=[cost(2025, "5.00")])
    of = content(measure(costs=[cost(2025, "7.00")], grants=[]), gone)

    assert money.overview(of).total.financing.cost == 7
    assert "Nicht gezählt ist 1 Maßnahme" in chapter(of)


def test_refused_grant_is_listed_and_pays_nothing():
    refused = grant("40.00", "refused")
    of = content(measure(costs=[cost(2025, "100.00")], grants=[grant("10.00"), refused]))

    found = money.grants(of)

    assert [row.amount for row in found.rows] == [10, 40]
    assert found.total == 10
    assert money.overview(of).total.financing.own_share == 90


def test_deadline_that_has_passed_is_marked():
    late = grant("10.00", "approved", ("proof_by", "2020-01-01"), ("bound_until", "2020-01-01"))

    assert chapter(content(measure(grants=[late]))).count("verstrichen)") == 1


def test_staff_is_added_up_and_says_who_is_missing():
    of = content(measure(fte="0.25"), measure("HF1-M02", fte="1.50"), empty_measure("HF1-M03"))

    assert money.staff(of).total == Decimal("1.75")
    assert "brauchen die Maßnahmen 1,75 Vollzeitäquivalente" in chapter(of)
    assert "1 Maßnahme nennt noch keinen Personalbedarf" in chapter(of)


def test_county_without_measures_says_so():
    assert "Maßnahmen sind noch nicht eingetragen" in chapter(content())


def test_measures_without_cost_say_so_in_every_section():
    html = chapter(content(empty_measure()))

    for words in ("nennt bisher Kosten", "Fördermittel sind noch nicht", "wie viel Personal"):
        assert words in html


@pytest.mark.django_db
@pytest.mark.behaviour("R9")
def test_report_comes_to_the_same_as_the_page_of_money():
    from measures.queries.profiles import public_profiles
    from smartregion.reports.queries.materials.measures import _measure

    one = MeasureFactory(is_public=True, cost_eur=Decimal("12.34"))
    one.cost_lines.create(year=2025, kind="staff", label="Stelle", planned_eur=Decimal("99.99"))
    one.grants.create(programme="P", state="approved", amount_eur=Decimal("33.33"))
    profiles = public_profiles(Measure.objects.all())
    of = {"measures": json.loads(canonical_json([_measure(each, None) for each in profiles]))}

    frozen, live = money.overview(of), money_overview(Measure.objects.all())

    assert frozen.total == live.total
    assert frozen.years == live.years
