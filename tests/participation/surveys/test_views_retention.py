"""The page that tells what goes when, and the desk that warns."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.actions import remove_expired
from participation.surveys.models import Survey
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import published, question, respond
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


def answered(**values: object) -> Survey:
    version = published(question("single", "q"), **values)
    respond(version, {"q": "a"})
    return version.survey


def address() -> str:
    return reverse("surveys:retention")


@pytest.mark.behaviour("Q20")
def test_the_page_names_the_last_day_and_the_day_after(editing: Client) -> None:
    answered(answers_until=date(2027, 3, 31))
    page = page_of(editing, address())
    assert "31.03.2027" in page
    assert "01.04.2027" in page
    assert "Bisher wurde nichts entfernt." in page


def test_what_went_stands_in_the_journal(editing: Client) -> None:
    survey = answered()
    remove_expired(at=NOON + timedelta(days=1095))
    page = page_of(editing, address())
    assert f"{survey}: Einzelne Antworten" in page
    assert "1 Eintrag, " in page
    assert "Nichts aufbewahrt" in page


def test_one_survey_costs_as_much_as_three(editing: Client) -> None:
    answered()
    editing.get(address())
    one = queries_of(lambda: page_of(editing, address()))
    answered()
    answered()
    assert queries_of(lambda: page_of(editing, address())) == one


@pytest.mark.behaviour("Q20")
def test_the_desk_warns_a_month_before(editing: Client) -> None:
    survey = answered()
    desk = reverse("home:desk")
    assert "Aufbewahrung endet" not in page_of(editing, desk)
    Survey.objects.filter(pk=survey.pk).update(answers_until=DAY + timedelta(days=30))
    page = page_of(editing, desk)
    assert "Aufbewahrung endet" in page
    assert "Einzelne Antworten bis 15.07.2026" in page
