"""The sheet of a municipality: filled in parts, carried over, by two people at once."""

from datetime import date

import pytest
from django.test import Client

from smartregion.accounts.models import User
from strategy.models import MaturityDimension, MaturityRound, MaturityScore
from tests.factories.county import MunicipalityFactory
from tests.factories.strategy_maturity import (
    DimensionFactory,
    RoundFactory,
    ScoreFactory,
    close,
    closed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
SHEET = "/strategie/reifegrad/melden/"


@pytest.fixture
def services(db: None) -> MaturityDimension:
    return DimensionFactory(slug="dienste", title="Dienste")


@pytest.fixture
def networks(db: None) -> MaturityDimension:
    return DimensionFactory(slug="netze", title="Netze")


@pytest.fixture
def sheet(representative: User, services, networks) -> str:
    return f"{SHEET}{representative.organisation.municipality.slug}/"


def as_opened(client: Client, sheet: str) -> dict[str, str]:
    """What a browser would send back of the sheet as it is."""
    form = client.get(sheet).context["form"]
    return {
        bound.html_name: "" if bound.value() is None else str(bound.value())
        for bound in form
        if not bound.html_name.endswith("confirmed")
    }


def levels() -> dict[str, int]:
    return dict(MaturityScore.objects.values_list("dimension__slug", "actual"))


def last_time(representative: User, *dimensions: MaturityDimension) -> MaturityRound:
    town = representative.organisation.municipality
    return closed(
        *((town, dimension, 1) for dimension in dimensions),
        opens_on=date(2024, 9, 1),
        title="Reifegrad 2024",
    )


# -- who ---------------------------------------------------------------------------------------
def test_representative_finds_the_own_sheet(client_as, representative, sheet) -> None:
    RoundFactory()
    response = client_as(representative).get(SHEET)
    assert response["Location"] == sheet
    desk = client_as(representative).get("/arbeitsplatz/").content.decode()
    assert f'href="{sheet}"' in desk


def test_representative_speaks_for_no_other_municipality(client_as, representative, sheet) -> None:
    RoundFactory()
    other = f"{SHEET}{MunicipalityFactory().slug}/"
    assert client_as(representative).get(other).status_code == 403
    assert client_as(representative).post(other, {"dienste-actual": "4"}).status_code == 403
    assert not MaturityScore.objects.exists()


def test_representative_without_municipality_reports_nothing(
    client_as, representative, sheet
) -> None:
    representative.organisation.municipality = None
    representative.organisation.save()
    assert client_as(representative).get(SHEET).status_code == 403


def test_participant_of_a_municipality_is_no_representative(
    client_as, participant, representative, sheet
) -> None:
    participant.organisation = representative.organisation
    participant.save()
    assert client_as(participant).get(sheet).status_code == 403


def test_office_fills_in_for_a_municipality_and_is_noted(client_as, office, sheet) -> None:
    RoundFactory()
    client = client_as(office)
    assert "Ihr Name wird dabei vermerkt" in client.get(sheet).content.decode()
    client.post(sheet, {"dienste-actual": "2"})
    assert MaturityScore.objects.get().given_by == office


def test_without_a_round_the_sheet_says_so(client_as, representative, sheet) -> None:
    page = client_as(representative).get(sheet).content.decode()
    assert "Zurzeit läuft keine Runde" in page


# -- in parts ----------------------------------------------------------------------------------
def test_one_dimension_is_stored_and_the_next_open_one_comes(
    client_as, representative, sheet
) -> None:
    RoundFactory()
    data = {
        "dienste-actual": "1",
        "dienste-target": "3",
        "dienste-evidence": "23 Formulare",
        "deed": "dienste",
    }
    response = client_as(representative).post(sheet, data)
    assert response["Location"] == f"{sheet}#dimension-netze"
    score = MaturityScore.objects.get()
    assert (score.actual, score.target, score.evidence) == (1, 3, "23 Formulare")
    assert score.given_by == representative


def test_button_of_one_dimension_loses_nothing_typed_in_another(
    client_as, representative, sheet
) -> None:
    RoundFactory()
    data = {"dienste-actual": "1", "netze-actual": "2", "deed": "dienste"}
    client_as(representative).post(sheet, data)
    assert levels() == {"dienste": 1, "netze": 2}


def test_what_is_complete_is_stored_and_what_is_not_stays_in_the_form(
    client_as, representative, sheet
) -> None:
    RoundFactory()
    client = client_as(representative)
    data = {"dienste-actual": "1", "netze-evidence": "Glasfaser im Rathaus", "deed": "all"}
    response = client.post(sheet, data)
    assert response.status_code == 200
    assert levels() == {"dienste": 1}
    form = response.context["form"]
    assert list(form.errors) == ["netze-actual"]
    assert form["netze-evidence"].value() == "Glasfaser im Rathaus"
    # What was stored can be sent again at once without a conflict with oneself.
    again = {bound.html_name: bound.value() or "" for bound in form}
    response = client.post(sheet, {**again, "netze-actual": "3", "dienste-actual": "2"})
    assert response.status_code == 302
    assert levels() == {"dienste": 2, "netze": 3}


def test_target_below_today_is_refused(client_as, representative, sheet) -> None:
    RoundFactory()
    response = client_as(representative).post(sheet, {"dienste-actual": "3", "dienste-target": "2"})
    assert list(response.context["form"].errors) == ["dienste-target"]
    assert "Fehler: " in response.content.decode()
    assert not MaturityScore.objects.exists()


@pytest.mark.parametrize("level", ["5", "-1", "x", "1.5"])
def test_level_outside_the_ladder_is_refused(client_as, representative, sheet, level) -> None:
    RoundFactory()
    response = client_as(representative).post(sheet, {"dienste-actual": level})
    assert list(response.context["form"].errors) == ["dienste-actual"]
    assert not MaturityScore.objects.exists()


def test_level_zero_is_an_answer(client_as, representative, sheet) -> None:
    RoundFactory()
    client_as(representative).post(sheet, {"dienste-actual": "0"})
    assert levels() == {"dienste": 0}


def test_nothing_typed_is_nothing_stored(client_as, representative, sheet) -> None:
    RoundFactory()
    response = client_as(representative).post(sheet, {}, follow=True)
    assert "Es gab nichts Neues zu speichern." in response.content.decode()
    assert not MaturityScore.objects.exists()


def test_retired_dimension_is_not_asked(client_as, representative, sheet, networks) -> None:
    RoundFactory()
    networks.is_retired = True
    networks.save()
    response = client_as(representative).post(sheet, {"netze-actual": "3", "dienste-actual": "1"})
    assert response.status_code == 302
    assert levels() == {"dienste": 1}


def test_level_of_today_is_not_called_voluntary(client_as, representative, sheet, networks) -> None:
    networks.delete()
    RoundFactory()
    page = client_as(representative).get(sheet).content.decode()
    # Aim and evidence are; the question itself is not.
    assert page.count("(freiwillig)") == 2


# -- carried over ------------------------------------------------------------------------------
def test_last_answers_are_filled_in_and_marked_until_confirmed(
    client_as, representative, sheet, services, networks
) -> None:
    last_time(representative, services, networks)
    opened = RoundFactory()
    client = client_as(representative)
    page = client.get(sheet).content.decode()
    assert page.count("Diese Angaben stammen aus „Reifegrad 2024“") == 2
    # Sending the sheet as it is confirms nothing.
    client.post(sheet, as_opened(client, sheet))
    assert not opened.scores.exists()
    client.post(sheet, {**as_opened(client, sheet), "dienste-confirmed": "on"})
    assert opened.scores.get().dimension == services
    assert client.get(sheet).content.decode().count("Diese Angaben stammen aus") == 1


def test_changing_a_carried_answer_reports_it(client_as, representative, sheet, services) -> None:
    last_time(representative, services)
    opened = RoundFactory()
    client = client_as(representative)
    client.post(sheet, {**as_opened(client, sheet), "dienste-evidence": "Seit März online."})
    assert opened.scores.get().evidence == "Seit März online."


def test_answers_of_others_are_not_carried_over(client_as, representative, sheet, services) -> None:
    closed((MunicipalityFactory(), services, 4), opens_on=date(2024, 9, 1))
    RoundFactory()
    page = client_as(representative).get(sheet).content.decode()
    assert "Diese Angaben stammen aus" not in page


# -- two people --------------------------------------------------------------------------------
def test_second_of_two_people_sees_both_answers(
    client_as, representative, office, sheet, services
) -> None:
    town = representative.organisation.municipality
    score = ScoreFactory(municipality=town, dimension=services, actual=1)
    client = client_as(representative)
    mine = {**as_opened(client, sheet), "dienste-actual": "3", "netze-actual": "2"}
    theirs = {
        **as_opened(client, sheet),
        "dienste-actual": "2",
        "dienste-evidence": "Von der Stabsstelle",
    }
    client_as(office).post(sheet, theirs)
    response = client.post(sheet, mine)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Von der Stabsstelle" in page
    assert "Zwei Fassungen" in page
    assert response.context["form"]["dienste-actual"].value() == "3"
    # Nothing of the other's is lost, and what met no conflict is stored.
    assert levels() == {"dienste": 2, "netze": 2}
    # Sent once more it replaces the other one knowingly.
    again = {bound.html_name: bound.value() or "" for bound in response.context["form"]}
    assert client.post(sheet, again).status_code == 302
    score.refresh_from_db()
    assert score.actual == 3


def test_answers_that_were_only_looked_at_meet_no_conflict(
    client_as, representative, office, sheet, services
) -> None:
    ScoreFactory(
        municipality=representative.organisation.municipality, dimension=services, actual=1
    )
    client = client_as(representative)
    mine = {**as_opened(client, sheet), "netze-actual": "2"}
    client_as(office).post(sheet, {**as_opened(client, sheet), "dienste-actual": "4"})
    assert client.post(sheet, mine).status_code == 302
    assert levels() == {"dienste": 4, "netze": 2}


def test_round_that_was_closed_meanwhile_takes_nothing(
    client_as, representative, sheet, services
) -> None:
    town = representative.organisation.municipality
    opened = ScoreFactory(municipality=town, dimension=services).round
    client = client_as(representative)
    data = {**as_opened(client, sheet), "dienste-actual": "4"}
    close(opened)
    response = client.post(sheet, data)
    assert "Zurzeit läuft keine Runde" in response.content.decode()
    assert levels() == {"dienste": 2}
