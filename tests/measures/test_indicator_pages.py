"""Indicators as everybody reads them: the list with its filters and tables, one indicator, objectives."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from measures.actions.indicator_values import correct_value
from smartregion.accounts.models import User
from strategy.models import Element
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.measure_indicators import IndicatorFactory, observed, steps, yes_or_no
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory, ElementTextFactory, VersionFactory

pytestmark = pytest.mark.django_db

LIST = "/massnahmen/kennzahlen/"


def names(client: Client, query: str = "") -> set[str]:
    return {row["line"].name for row in client.get(f"{LIST}?{query}").context["rows"]}


def public_objective() -> Element:
    """An objective in a field of a version that everybody reads."""
    version = VersionFactory()
    field, objective = (
        ElementFactory(kind=kind, strategy=version.strategy) for kind in ("field", "objective")
    )
    parent = ElementTextFactory(version=version, element=field)
    ElementTextFactory(version=version, element=objective, parent=parent)
    type(version).objects.filter(pk=version.pk).update(state="consultation")
    return objective


# -- list --------------------------------------------------------------------------------------
def test_the_list_says_where_each_stands(client: Client) -> None:
    observed(IndicatorFactory(name="Orte"), 30)
    IndicatorFactory(name="Leer")
    page = client.get(LIST).content.decode()
    assert "2 Kennzahlen" in page
    assert "50\N{NO-BREAK SPACE}% des Weges" in page
    assert "keine Daten" in page


def test_an_empty_list_says_where_indicators_come_from(client: Client) -> None:
    assert "Noch keine Kennzahlen" in client.get(LIST).content.decode()
    IndicatorFactory()
    assert "passt zu diesen Filtern" in client.get(f"{LIST}?name=gibtsnicht").content.decode()


def test_filters_of_the_list(client: Client) -> None:
    reached = IndicatorFactory(name="Erreicht", level="outcome", interval="once")
    observed(reached, 60)
    IndicatorFactory(name="Leer", unit="Tage")
    objective = public_objective()
    IndicatorFactory(name="Am Ziel", measure=None, objective=objective)
    assert names(client) == {"Erreicht", "Leer", "Am Ziel"}
    assert names(client, "of=objective") == {"Am Ziel"}
    assert names(client, "of=measure") == {"Erreicht", "Leer"}
    assert names(client, "level=outcome") == {"Erreicht"}
    assert names(client, "reach=reached") == {"Erreicht"}
    assert names(client, "reach=no_data") == {"Leer", "Am Ziel"}
    assert names(client, "late=on") == {"Leer", "Am Ziel"}
    assert names(client, "name=tage") == {"Leer"}
    assert names(client, "reach=unsinn&of=9&page=x") == {"Erreicht", "Leer", "Am Ziel"}


def test_the_filter_of_measures_narrows_the_list(client: Client) -> None:
    IndicatorFactory(name="Laufend")
    IndicatorFactory(name="Beschlossen", measure=MeasureFactory(state="approved"))
    objective = public_objective()
    IndicatorFactory(name="Am Ziel", measure=None, objective=objective)
    assert names(client, "state=approved") == {"Beschlossen"}


def test_a_field_brings_its_measures_and_its_objectives(client: Client) -> None:
    objective = public_objective()
    field = objective.strategy.elements.get(kind="field")
    IndicatorFactory(name="Dort", measure=MeasureFactory(field=field))
    IndicatorFactory(name="Woanders")
    IndicatorFactory(name="Am Ziel", measure=None, objective=objective)
    IndicatorFactory(name="Anderes Ziel", measure=None, objective=public_objective())
    assert names(client, f"field={field.slug}") == {"Dort", "Am Ziel"}


def test_nobody_reads_indicators_of_what_they_may_not_see(client: Client) -> None:
    hidden = IndicatorFactory(name="Intern", measure=MeasureFactory(is_public=False))
    draft = IndicatorFactory(name="Entwurf", of_objective=True)
    assert names(client) == set()
    for indicator in (hidden, draft):
        assert client.get(indicator.get_absolute_url()).status_code == 404
    assert b"Intern" not in client.get(f"{LIST}tabelle/").content
    assert b"Intern" not in client.get(f"{LIST}werte/").content


def test_the_tables_hold_what_the_list_shows(client: Client) -> None:
    observed(IndicatorFactory(name="=cmd", unit="Orte"), 30)
    observed(steps(name="Reife"), 2)
    observed(yes_or_no(name="Läuft"), 1)
    table = client.get(f"{LIST}tabelle/").content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[2] for line in table] == ["Kennzahl", "'=cmd", "Reife", "Läuft"]
    assert ";60;31.12.2027;30;31.12.2025;auf dem Weg;50;" in table[1]
    values = client.get(f"{LIST}werte/?name=reife").content.decode("utf-8-sig").splitlines()
    assert len(values) == 2
    assert ";31.12.2025;Vereinbarung;" in values[1]


def test_many_indicators_ask_as_often_as_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    observed(IndicatorFactory(), 3)
    client.get(LIST)
    with django_assert_max_num_queries(100) as one:
        client.get(LIST)
    for _ in range(3):
        observed(IndicatorFactory(), 3)
    with django_assert_max_num_queries(len(one)):
        client.get(LIST)


# -- one indicator -----------------------------------------------------------------------------
@pytest.mark.behaviour("M9")
def test_a_corrected_value_stands_beside_the_one_that_counts(client: Client, office: User) -> None:
    wrong = observed(IndicatorFactory(), 72)
    correct_value(entry=wrong, by=office, at=NOON, value=Decimal(27), note="Zahlendreher")
    page = client.get(wrong.indicator.get_absolute_url()).content.decode()
    assert '<s lang="de">72\N{NO-BREAK SPACE}Orte</s>' in page
    assert "Zahlendreher" in page
    assert office.display_name not in page


def test_staff_reads_who_entered_a_value(client_as: ClientAs, office: User) -> None:
    wrong = observed(IndicatorFactory(), 72)
    correct_value(entry=wrong, by=office, at=NOON, value=Decimal(27), note="Zahlendreher")
    page = client_as(office).get(wrong.indicator.get_absolute_url()).content.decode()
    assert office.display_name in page


@pytest.mark.behaviour("M10")
def test_without_a_value_the_page_says_no_data(client: Client) -> None:
    page = client.get(IndicatorFactory().get_absolute_url()).content.decode()
    assert "keine Daten" in page
    assert "0\N{NO-BREAK SPACE}% des Weges" not in page


def test_the_page_of_a_measure_shows_its_indicators(client: Client) -> None:
    late = IndicatorFactory(name="Orte")
    observed(late, 30, date(2020, 12, 31))
    page = client.get(late.measure.get_absolute_url()).content.decode()
    assert "Woran wir den Erfolg messen" in page
    assert "neuer Wert fällig seit 31. Dezember 2021" in page


def test_a_measure_without_indicators_says_why(client: Client) -> None:
    measure = MeasureFactory(no_indicator_reason="Es ruht.")
    assert "Es ruht." in client.get(measure.get_absolute_url()).content.decode()


def test_a_value_of_today_is_not_late(client: Client) -> None:
    fresh = IndicatorFactory()
    yesterday = timezone.localdate() - timedelta(days=1)
    fresh.entries.create(on=yesterday, value=3, entered_at=NOON)
    assert names(client, "late=on") == set()


# -- objectives --------------------------------------------------------------------------------
def test_an_objective_shows_its_wording_indicators_and_measures(client: Client) -> None:
    objective = public_objective()
    observed(IndicatorFactory(name="Linien", measure=None, objective=objective), 30)
    measure = MeasureFactory(title="Echtzeit", strategy=objective.strategy)
    measure.objectives.add(objective)
    page = client.get(f"/massnahmen/ziele/{objective.pk}/").content.decode()
    for words in (objective.texts.get().title, "Linien", "Echtzeit"):
        assert words in page
    listed = client.get("/massnahmen/ziele/").content.decode()
    assert "Linien" in listed


def test_an_objective_of_a_draft_is_nobodys_business(client: Client) -> None:
    draft = ElementFactory(kind="objective")
    assert client.get(f"/massnahmen/ziele/{draft.pk}/").status_code == 404
    assert "Noch keine strategischen Ziele" in client.get("/massnahmen/ziele/").content.decode()


def test_an_objective_that_went_into_another_leads_there(client: Client) -> None:
    gone = public_objective()
    heir = ElementFactory(kind="objective", strategy=gone.strategy)
    Element.objects.filter(pk=gone.pk).update(successor=heir, retired_in=gone.texts.get().version)
    answer = client.get(f"/massnahmen/ziele/{gone.pk}/")
    assert answer["Location"] == f"/massnahmen/ziele/{heir.pk}/"
