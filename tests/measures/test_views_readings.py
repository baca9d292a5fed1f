"""Closed cycles as everybody reads them: the page, the dashboard, the sheet for the county assembly."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from measures.actions.correcting import correct_cycle
from measures.models import Assessment, Cycle, Measure
from measures.queries.documents import document_of
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measure_indicators import IndicatorFactory, observed
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MeasureFactory,
    MilestoneFactory,
    brought_to_close,
    closed,
)
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
DASHBOARD = "/massnahmen/stand/"
LATER = DAY + timedelta(days=200)


def _council(cycle: Cycle) -> str:
    return reverse("measures:cycle_council", args=[cycle.slug])


def _closed_with(measure: Measure, *, cutoff_on: date = DAY, **said: Any) -> Cycle:
    cycle = CycleFactory(for_measure=measure, cutoff_on=cutoff_on)
    values = {"state": Assessment.State.SUBMITTED, "light": "yellow", "submitted_at": NOON}
    AssessmentFactory(measure=measure, cycle=cycle, **(values | said))
    return brought_to_close(cycle)


def test_dashboard_before_the_first_cycle_says_what_will_stand_there(
    anonymous_client: Client,
) -> None:
    assert "Noch keine Auswertung" in page_of(anonymous_client, DASHBOARD)


def test_dashboard_shows_the_latest_closed_cycle(anonymous_client: Client) -> None:
    measure = MeasureFactory()
    older = closed((measure, "green"))
    newer = closed((measure, "yellow"), cutoff_on=LATER)
    AssessmentFactory(measure=measure)
    page = page_of(anonymous_client, DASHBOARD)
    assert newer.title in page
    assert f"Seit „{older.title}“" in page
    assert "schlechter: von „im Plan“ zu „mit Abweichungen“" in page


def test_sheet_says_that_a_report_was_waived_and_not_how_the_measure_stands(
    anonymous_client: Client,
) -> None:
    measure, other = MeasureFactory(), MeasureFactory()
    closed((measure, "green"), (other, "green"))
    cycle = CycleFactory(for_measure=measure, cutoff_on=LATER)
    AssessmentFactory(
        measure=measure, cycle=cycle, state=Assessment.State.WAIVED, waived_reason="Ruht."
    )
    page = page_of(anonymous_client, _council(brought_to_close(cycle)))
    assert f"{measure.number} (entfallen)" in page


@pytest.mark.parametrize("where", ["dashboard", "cycle", "council"])
def test_not_reported_is_a_group_of_its_own_everywhere(
    where: str, anonymous_client: Client
) -> None:
    given = MeasureFactory()
    silent = MeasureFactory(field=given.field)
    cycle = closed((given, "green"), (silent, ""))
    urls = {"dashboard": DASHBOARD, "cycle": cycle.get_absolute_url(), "council": _council(cycle)}
    page = page_of(anonymous_client, urls[where])
    assert "nicht gemeldet" in page
    assert silent.get_absolute_url() in page


@pytest.mark.parametrize("where", ["dashboard", "cycle", "council"])
def test_both_questions_stand_on_each_page_without_a_mean(
    where: str, anonymous_client: Client
) -> None:
    measure = MeasureFactory()
    MilestoneFactory(measure=measure, done_on=DAY - timedelta(days=9))
    cycle = closed((measure, "green"))
    urls = {"dashboard": DASHBOARD, "cycle": cycle.get_absolute_url(), "council": _council(cycle)}
    page = page_of(anonymous_client, urls[where])
    assert "Umsetzungsstand" in page
    assert "Zielerreichung" in page
    assert "1 von 1" in page
    assert "Durchschnitt" not in page


def test_council_reads_why_and_what_to_decide(anonymous_client: Client) -> None:
    cycle = _closed_with(
        MeasureFactory(),
        obstacles="Das Land hat nicht zugesagt.",
        decision_needed="Mittel für 2027 bereitstellen.",
        decision_by="assembly",
    )
    page = page_of(anonymous_client, _council(cycle))
    assert "Das Land hat nicht zugesagt." in page
    assert "Mittel für 2027 bereitstellen." in page
    assert "Kreistag:" in page


def test_what_was_carried_over_is_marked_in_public(anonymous_client: Client) -> None:
    cycle = _closed_with(MeasureFactory(), obstacles="Wie immer.", carried_over=["obstacles"])
    for url in (DASHBOARD, cycle.get_absolute_url(), _council(cycle)):
        assert "unverändert übernommen" in page_of(anonymous_client, url)


@pytest.mark.behaviour("M16")
def test_corrections_hold_everywhere_and_tell_why(anonymous_client: Client, office: User) -> None:
    cycle = closed((MeasureFactory(), "green"))
    [row] = document_of(cycle).measures
    red = replace(row, light="red", light_reason="Die Förderung fällt aus.")
    reason = "Die Zahl war vertauscht."
    correct_cycle(cycle=cycle, row=red, seen=0, by=office, at=NOON, reason=reason)
    for url in (cycle.get_absolute_url(), _council(cycle)):
        page = page_of(anonymous_client, url)
        assert "Die Zahl war vertauscht." in page
        assert "Die Förderung fällt aus." in page
    assert "„im Plan“ ist jetzt „gefährdet“" in page_of(anonymous_client, cycle.get_absolute_url())
    assert "Die Förderung fällt aus." in page_of(anonymous_client, DASHBOARD)


def test_hidden_measures_are_hidden_in_every_reading(anonymous_client: Client) -> None:
    measure = MeasureFactory()
    hidden = MeasureFactory(field=measure.field, title="Geheimes Vorhaben")
    cycle = closed((measure, "green"), (hidden, "red"))
    Measure.objects.filter(pk=hidden.pk).update(is_public=False)
    for url in (DASHBOARD, cycle.get_absolute_url(), _council(cycle)):
        page = page_of(anonymous_client, url)
        assert "Geheimes Vorhaben" not in page
        assert hidden.number not in page


def test_places_are_told_apart(anonymous_client: Client) -> None:
    measure = MeasureFactory()
    measure.municipalities.add(MunicipalityFactory(is_town=True))
    cycle = closed((measure, "green"), (MeasureFactory(field=measure.field), "red"))
    for url in (DASHBOARD, cycle.get_absolute_url(), _council(cycle)):
        page = page_of(anonymous_client, url)
        assert "Ganzer Landkreis" in page
        assert "Städte" in page


def test_running_cycles_have_no_sheet(office: User, client_as: ClientAs) -> None:
    cycle = AssessmentFactory().cycle
    assert client_as(office).get(_council(cycle)).status_code == 404


def test_readings_set_no_cookie(anonymous_client: Client) -> None:
    cycle = closed((MeasureFactory(), "green"))
    for url in (DASHBOARD, cycle.get_absolute_url(), _council(cycle)):
        assert not anonymous_client.get(url).cookies


def test_dashboard_costs_less_than_fifteen_queries_however_many_measures(
    anonymous_client: Client,
) -> None:
    measures = [MeasureFactory()]
    closed((measures[0], "green"))
    costs = []
    for more in (0, 2):
        measures += [MeasureFactory(field=measures[0].field) for _ in range(more)]
        later = LATER + timedelta(days=more)
        closed(*((one, "green") for one in measures), cutoff_on=later)
        costs.append(queries_of(lambda: anonymous_client.get(DASHBOARD)))
    assert costs[0] == costs[1]
    assert costs[1] < 15


def test_page_of_a_measure_says_how_it_stands_and_why(anonymous_client: Client) -> None:
    measure = MeasureFactory()
    _closed_with(
        measure,
        light_reason="Das Land hat zugesagt.",
        obstacles="Wie immer.",
        carried_over=["obstacles"],
        decision_needed="Stelle freigeben.",
        decision_by="assembly",
        checks=[{"text": "Vertrag schließen", "outcome": "done", "note": ""}],
    )
    page = page_of(anonymous_client, measure.get_absolute_url())
    for words in (
        "Das Land hat zugesagt.",
        "unverändert übernommen",
        "Stelle freigeben.",
        "(Kreistag)",
        "Vertrag schließen",
        "erledigt",
    ):
        assert words in page


def test_promises_and_indicators_stand_beside_last_time(anonymous_client: Client) -> None:
    measure = MeasureFactory()
    indicator = IndicatorFactory(measure=measure, name="Orte mit Anschluss")
    observed(indicator, 12, on=DAY - timedelta(days=30))
    _closed_with(measure, next_steps="Vertrag schließen")
    checks = [{"text": "Vertrag schließen", "outcome": "open", "note": ""}]
    cycle = _closed_with(measure, cutoff_on=LATER, checks=checks, light_proposed="red")
    page = page_of(anonymous_client, cycle.get_absolute_url())
    assert "1 noch offen" in page
    assert "Orte mit Anschluss" in page
    assert "kein neuer Wert" in page
    assert "Vorgeschlagene Ampel" in page
