"""The list as cards and as a table, put in order."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from measures.models import Measure
from tests.factories.measures import MeasureFactory, MilestoneFactory, closed
from tests.factories.strategy import ElementFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
LIST = "/massnahmen/"
TABLE = f"{LIST}?ansicht=tabelle"


def order_of(client: Client, address: str) -> list[str]:
    return [card.number for card in client.get(address).context["cards"]]


@pytest.fixture
def three() -> list[Measure]:
    """Three measures, each of them first by another column."""
    late, early = ElementFactory(kind="field", position=2), ElementFactory(kind="field", position=1)
    first = MeasureFactory(
        number="A1", title="Zeit", field=late, state="completed", lead__name="Ämter",
        starts_on=date(2025, 1, 1), ends_on=None, cost_eur=Decimal(300),
    )  # fmt: skip
    second = MeasureFactory(
        number="B1", title="Ähre", field=early, state="running", lead__name="Zoll",
        starts_on=None, ends_on=date(2027, 1, 1), cost_eur=None,
    )  # fmt: skip
    third = MeasureFactory(
        number="C1", title="Bahn", field=late, state="proposed", lead=None,
        starts_on=date(2024, 1, 1), ends_on=date(2026, 1, 1), cost_eur=Decimal(1000),
    )  # fmt: skip
    closed((first, "red"), cutoff_on=date(2026, 1, 1))
    closed((second, "green"), cutoff_on=date(2026, 1, 1))
    return [first, second, third]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", "A1 B1 C1"), ("-number", "C1 B1 A1"), ("title", "B1 C1 A1"), ("-title", "A1 C1 B1"),
        ("field", "B1 A1 C1"), ("state", "C1 B1 A1"), ("light", "B1 A1 C1"), ("-light", "A1 B1 C1"),
        ("lead", "A1 B1 C1"), ("-lead", "B1 A1 C1"), ("start", "C1 A1 B1"), ("-start", "A1 C1 B1"),
        ("end", "C1 B1 A1"), ("cost", "A1 C1 B1"), ("-cost", "C1 A1 B1"), ("unsinn", "A1 B1 C1"),
    ],
)  # fmt: skip
def test_list_is_put_in_order_and_what_is_unknown_stands_last(
    sort: str, expected: str, anonymous_client: Client
) -> None:
    assert order_of(anonymous_client, f"{TABLE}&sort={sort}") == expected.split()


@pytest.mark.usefixtures("three")
def test_best_hits_come_first_unless_an_order_is_asked_for(anonymous_client: Client) -> None:
    MeasureFactory(number="A0", summary="Mit der Bahn zur Arbeit")
    assert order_of(anonymous_client, f"{LIST}?q=bahn") == ["C1", "A0"]
    assert order_of(anonymous_client, f"{LIST}?q=bahn&sort=number") == ["A0", "C1"]


@pytest.mark.usefixtures("three")
def test_table_says_its_order_and_leads_to_the_other_way(anonymous_client: Client) -> None:
    page = page_of(anonymous_client, f"{TABLE}&sort=title&state=proposed")
    assert 'aria-sort="ascending"' in page
    assert "?ansicht=tabelle&amp;sort=-title&amp;state=proposed" in page
    assert 'name="sort" value="title"' in page
    assert "Januar 2024" in page


def test_table_costs_the_same_for_one_and_many(anonymous_client: Client) -> None:
    field = ElementFactory(kind="field")
    costs = []
    for more in (1, 2, 30):
        for _ in range(more):
            MilestoneFactory(measure=MeasureFactory(field=field, lead__name="Amt"))
        costs.append(queries_of(lambda: page_of(anonymous_client, f"{TABLE}&sort=lead&q=vorhaben")))
    assert len(set(costs)) == 1
    assert costs[0] < 15


def test_ways_lead_to_the_same_measures(anonymous_client: Client) -> None:
    MeasureFactory(state="running")
    page = page_of(anonymous_client, f"{LIST}?state=running")
    assert 'href="/massnahmen/leitlinien/?state=running"' in page
    assert 'href="/massnahmen/gemeinden/?state=running"' in page
