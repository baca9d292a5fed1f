"""Pages of money: what everybody sees, what stays in the office, and the forms."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.models import Grant, Measure
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY
from tests.factories.measure_money import CostLineFactory, GrantFactory
from tests.factories.measures import MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def measure(owner: User) -> Measure:
    """A thousand euros, of which four hundred are hoped for by the day after tomorrow."""
    measure = MeasureFactory(number="HF1-M01", title="Rufbus", responsible=owner)
    CostLineFactory(measure=measure, label="Fahrzeug", budget_line="GEHEIM-54700")
    GrantFactory(
        measure=measure,
        programme="LEADER",
        apply_by=DAY + timedelta(days=2),
        note="GEHEIM: Anlage fehlt",
    )
    return measure


# -- for everybody -----------------------------------------------------------------------------
def test_overview_names_sums_and_near_deadlines(measure: Measure, anonymous_client) -> None:
    answer = anonymous_client.get("/massnahmen/geld/")
    text = " ".join(answer.text.split()).replace("\N{NO-BREAK SPACE}", " ")
    assert "1.000 €" in text
    assert "noch 2 Tage" in text
    assert "Eine Frist ist in den nächsten 90 Tagen" in text
    assert not answer.cookies


def test_empty_county_is_told_so(anonymous_client) -> None:
    text = anonymous_client.get("/massnahmen/geld/").text
    assert "Keine Maßnahmen, deren Kosten zählen" in text
    assert "In den nächsten 90 Tagen steht keine Frist an." in text


def test_filter_of_the_page_is_the_filter_of_its_files(measure: Measure, anonymous_client) -> None:
    CostLineFactory(label="Anderes", measure__is_key_project=True)
    page = anonymous_client.get("/massnahmen/geld/?key=on").text
    assert "/massnahmen/geld/kosten.csv?key=" in page
    table = anonymous_client.get("/massnahmen/geld/kosten.csv?key=on").content.decode()
    assert "Anderes" in table
    assert "Fahrzeug" not in table


@pytest.mark.behaviour("M20")
@pytest.mark.parametrize(
    "address",
    [
        "/massnahmen/geld/", "/massnahmen/HF1-M01/", "/massnahmen/geld/kosten.csv",
        "/massnahmen/geld/foerdermittel.csv", "/massnahmen/termine.ics",
    ],
)  # fmt: skip
def test_accounts_notes_and_persons_stay_in_the_office(
    address: str, measure: Measure, owner: User, anonymous_client
) -> None:
    said = anonymous_client.get(address).content.decode()
    assert "LEADER" in said or "Fahrzeug" in said
    assert "GEHEIM" not in said
    assert owner.display_name not in said


@pytest.mark.behaviour("M20")
@pytest.mark.parametrize(
    "address",
    ["/massnahmen/geld/", "/massnahmen/geld/kosten.csv", "/massnahmen/geld/foerdermittel.csv"],
)
def test_measure_that_is_not_public_costs_nobody_anything(
    address: str, measure: Measure, anonymous_client
) -> None:
    Measure.objects.update(is_public=False)
    said = anonymous_client.get(address).content.decode()
    assert "Rufbus" not in said
    assert "LEADER" not in said


def test_office_takes_accounts_and_notes_along(
    measure: Measure, office: User, client_as: ClientAs
) -> None:
    client = client_as(office)
    assert "GEHEIM-54700" in client.get("/massnahmen/geld/kosten.csv").content.decode()
    assert "Anlage fehlt" in client.get("/massnahmen/geld/foerdermittel.csv").content.decode()


def test_page_of_a_measure_says_who_pays(measure: Measure, anonymous_client) -> None:
    text = anonymous_client.get("/massnahmen/HF1-M01/").text
    assert 'id="geld"' in text
    assert "Eigenanteil" in text
    assert "LEADER" in text


def test_year_is_no_amount(measure: Measure, anonymous_client) -> None:
    text = anonymous_client.get("/massnahmen/HF1-M01/").text
    year = measure.cost_lines.get().year
    assert f'data-label="Haushaltsjahr">{year}</td>' in text


# -- forms -------------------------------------------------------------------------------------
def grant_data(measure: Measure, **changes: str) -> dict[str, str]:
    measure.refresh_from_db()
    return {
        "programme": "EFRE", "amount_eur": "600", "state": "planned",
        "lock_version": str(measure.lock_version), **changes,
    }  # fmt: skip


def test_grant_is_entered_and_led_on(measure: Measure, owner: User, client_as: ClientAs) -> None:
    client = client_as(owner)
    answer = client.post("/massnahmen/HF1-M01/foerderung/neu/", grant_data(measure))
    assert answer["Location"] == "/massnahmen/HF1-M01/foerderung/"
    grant = Grant.objects.get(programme="EFRE")
    step = f"/massnahmen/HF1-M01/foerderung/{grant.pk}/applied/"
    assert step in client.get("/massnahmen/HF1-M01/foerderung/").text
    client.post(step, grant_data(measure, applied_on=f"{DAY:%d.%m.%Y}"))
    grant.refresh_from_db()
    assert (grant.state, grant.applied_on) == ("applied", DAY)


@pytest.mark.behaviour("M5")
def test_too_much_money_comes_back_with_what_was_typed(
    measure: Measure, owner: User, client_as: ClientAs
) -> None:
    data = grant_data(measure, amount_eur="600,01", authority="Bund der Länder")
    text = client_as(owner).post("/massnahmen/HF1-M01/foerderung/neu/", data).text
    assert "höher als die geplanten Kosten" in text
    assert "Bund der Länder" in text
    assert Grant.objects.count() == 1


def test_day_that_does_not_fit_is_said_at_its_field(
    measure: Measure, owner: User, client_as: ClientAs
) -> None:
    data = grant_data(measure, state="applied")
    text = client_as(owner).post("/massnahmen/HF1-M01/foerderung/neu/", data).text
    assert "Bitte nennen Sie den Tag, an dem das geschah." in text


def test_who_saves_second_sees_both_versions(
    measure: Measure, owner: User, client_as: ClientAs
) -> None:
    client, grant = client_as(owner), measure.grants.get()
    address = f"/massnahmen/HF1-M01/foerderung/{grant.pk}/"
    stale = grant_data(measure, programme="Meine Fassung", amount_eur="400")
    client.post(address, {**stale, "programme": "Gespeicherte Fassung"})
    late = client.post(address, stale)
    assert late.status_code == 409
    assert "Gespeicherte Fassung" in late.text
    assert "Meine Fassung" in late.text
    measure.refresh_from_db()
    assert f'value="{measure.lock_version}"' in late.text


@pytest.mark.parametrize(("to", "status"), [("settled", 409), ("nonsense", 404)])
def test_step_that_does_not_follow_is_no_form(
    to: str, status: int, measure: Measure, owner: User, client_as: ClientAs
) -> None:
    address = f"/massnahmen/HF1-M01/foerderung/{measure.grants.get().pk}/{to}/"
    assert client_as(owner).get(address).status_code == status


def test_planned_grant_is_removed_after_a_second_look(
    measure: Measure, owner: User, client_as: ClientAs
) -> None:
    client = client_as(owner)
    address = f"/massnahmen/HF1-M01/foerderung/{measure.grants.get().pk}/entfernen/"
    assert "wird entfernt" in client.get(address).text
    client.post(address)
    assert not Grant.objects.exists()


def test_grant_of_another_measure_is_not_there(
    measure: Measure, owner: User, client_as: ClientAs
) -> None:
    foreign = GrantFactory()
    address = f"/massnahmen/HF1-M01/foerderung/{foreign.pk}/"
    assert client_as(owner).get(address).status_code == 404


@pytest.mark.behaviour("M5")
def test_year_outside_of_the_period_is_warned_of_after_saving(
    measure: Measure, owner: User, client_as: ClientAs
) -> None:
    data = {
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-year": "2031",
        "form-0-kind": "staff", "form-0-label": "Stelle", "form-0-planned_eur": "1.234,50",
        "lock_version": str(measure.lock_version),
    }  # fmt: skip
    answer = client_as(owner).post("/massnahmen/HF1-M01/kosten/", data, follow=True)
    assert "Außerhalb der geplanten Laufzeit" in answer.text
    assert measure.cost_lines.get().planned_eur == Decimal("1234.50")


def test_overview_asks_as_often_for_many_as_for_one(anonymous_client) -> None:
    asked = [_queries_with_one_more(anonymous_client) for _round in range(3)]
    # The first round fills what the process keeps.
    assert asked[1] == asked[2]


def _queries_with_one_more(client: Client) -> int:
    found = MeasureFactory()
    CostLineFactory(measure=found)
    GrantFactory(measure=found, apply_by=DAY)
    with CaptureQueriesContext(connection) as asked:
        client.get("/massnahmen/geld/")
    return len(asked)
