"""The page that puts two closed cycles beside each other."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from measures.models import Cycle, Measure
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY
from tests.factories.measures import CycleFactory, MeasureFactory, closed
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("M17")]
URL = "/massnahmen/zyklen/vergleich/"


def _measures(count: int = 2) -> list[Measure]:
    first = MeasureFactory(title="Rufbus")
    rest = [MeasureFactory(strategy=first.strategy, field=first.field) for _ in range(count - 1)]
    return [first, *rest]


def _two(*measures: Measure, lights: tuple[str, str] = ("green", "red")) -> list[Cycle]:
    days = DAY, DAY + timedelta(days=365)
    return [
        closed(*((measure, light) for measure in measures), cutoff_on=day)
        for light, day in zip(lights, days, strict=True)
    ]


def test_one_cycle_alone_is_nothing_to_compare(client: Client) -> None:
    closed((MeasureFactory(), "green"))
    assert "Noch nichts zu vergleichen" in page_of(client, URL)
    assert client.get(f"{URL}tabelle.csv").status_code == 404


def test_newest_two_stand_beside_each_other_from_the_start(client: Client) -> None:
    before, after = _two(*_measures())
    found = client.get(URL).context["found"]
    assert (found.before.title, found.after.title) == (before.title, after.title)
    assert [flow.count for flow in found.flows] == [2]


def test_order_of_the_choice_does_not_matter(client: Client) -> None:
    before, after = _two(*_measures())
    found = client.get(URL, {"von": after.slug, "bis": before.slug}).context["found"]
    assert (found.before.slug, found.after.slug) == (before.slug, after.slug)


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (lambda one, _other: (one, one), "Bitte wählen Sie zwei verschiedene Zyklen."),
        (lambda one, other: (one, other), "gehören zu verschiedenen Strategien"),
    ],
)
def test_choice_that_cannot_be_compared_says_why(
    choice: Any, sentence: str, client: Client
) -> None:
    one, _after = _two(*_measures())
    other = closed((MeasureFactory(), "green"), cutoff_on=DAY + timedelta(days=9))
    von, bis = choice(one.slug, other.slug)
    answer = client.get(URL, {"von": von, "bis": bis})
    assert sentence in answer.content.decode()
    assert answer.context["found"] is None


def test_running_cycles_are_no_choice(client: Client) -> None:
    measures = _measures()
    _two(*measures)
    running = CycleFactory(for_measure=measures[0])
    answer = client.get(URL, {"von": running.slug})
    assert running.title not in answer.content.decode()
    assert answer.context["found"] is None


def test_measures_that_are_not_public_are_for_the_office_only(
    client: Client, client_as: ClientAs, office: User
) -> None:
    measures = _measures()
    measures[0].is_public = False
    measures[0].save()
    _two(*measures)
    assert "Rufbus" not in page_of(client, URL)
    assert "Rufbus" not in client.get(f"{URL}tabelle.csv").content.decode()
    assert "Rufbus" in page_of(client_as(office), URL)


def test_file_has_a_row_for_each_measure(client: Client) -> None:
    _two(*_measures())
    lines = client.get(f"{URL}tabelle.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "Ampel" in lines[0]
    assert all("im Plan;gefährdet" in line for line in lines[1:])


def test_queries_do_not_grow_with_measures(client: Client) -> None:
    _two(*_measures(1))
    few = queries_of(lambda: client.get(URL))
    _two(*_measures(3))
    assert queries_of(lambda: client.get(URL)) == few
