"""Telling the office what keeps somebody from getting on."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from participation.contributions.spam import moment
from smartregion.home.actions import report_barrier
from smartregion.notices.models import Mail
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON

pytestmark = pytest.mark.django_db
TEXT = "Der Knopf „Senden“ ist mit der Tastatur nicht erreichbar."


def filled(**changes: Any) -> dict[str, Any]:
    opened = moment(NOON - timedelta(minutes=1))
    return {"text": TEXT, "page": "/foren/", "token": uuid4(), "started": opened, **changes}


@pytest.mark.behaviour("F25")
def test_every_page_leads_to_the_form_and_names_itself(anonymous_client: Client) -> None:
    CountyFactory()
    page = anonymous_client.get("/foren/").content.decode()
    assert f"{reverse('home:barrier')}?seite=/foren/" in page
    form = anonymous_client.get("/barriere-melden/?seite=/foren/").content.decode()
    assert 'value="/foren/"' in form


@pytest.mark.behaviour("F25")
def test_what_was_reported_reaches_the_office_once(anonymous_client: Client) -> None:
    county = CountyFactory()
    sent = filled(reply_to="leserin@example.org")
    with time_machine.travel(NOON, tick=False):
        for _click in range(2):
            answer = anonymous_client.post("/barriere-melden/", sent)
            assert answer.status_code == 302
    [mail] = Mail.objects.all()
    assert mail.to == county.contact_email
    assert TEXT in mail.text
    assert "/foren/" in mail.text
    assert "leserin@example.org" in mail.text


def test_nothing_typed_is_lost_when_something_is_missing(anonymous_client: Client) -> None:
    CountyFactory()
    with time_machine.travel(NOON, tick=False):
        sent = filled(text="", reply_to="leserin@example.org")
        page = anonymous_client.post("/barriere-melden/", sent).content.decode()
    assert "Bitte beschreiben Sie, was Sie hindert." in page
    assert "leserin@example.org" in page
    assert not Mail.objects.exists()


def test_an_address_of_another_site_is_not_taken_over(anonymous_client: Client) -> None:
    CountyFactory()
    page = anonymous_client.get("/barriere-melden/?seite=https://evil.example/").content.decode()
    assert 'value="https://evil.example/"' not in page


def test_the_letter_is_german_and_written_once() -> None:
    county = CountyFactory()
    told: dict[str, Any] = {
        "county": county,
        "page": "/",
        "text": TEXT,
        "reply_to": "",
        "token": uuid4(),
    }
    assert report_barrier(**told, at=NOON) is True
    assert report_barrier(**told, at=NOON) is False
    assert "keine Adresse" in Mail.objects.get().text
