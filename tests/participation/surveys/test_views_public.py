"""What everybody sees of surveys before answering."""

from datetime import timedelta

import pytest
from django.test import Client

from participation.surveys.models import Survey
from tests.factories.dates import NOON
from tests.factories.surveys import published, question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_the_public_list_puts_first_what_everybody_may_answer(client: Client) -> None:
    published(
        question("single"), title={"de": "Für alle", "en": "For all"}, opens_at=NOON - timedelta(30)
    )
    letters = published(question("single"), title={"de": "Mit Brief", "en": "By letter"}).survey
    Survey.objects.filter(pk=letters.pk).update(mode=Survey.Mode.CODE)
    page = client.get("/umfragen/").content.decode()
    assert page.index("Für alle") < page.index("Mit Brief")


def test_the_start_page_promises_no_account_only_where_none_is_needed(client: Client) -> None:
    survey = published(question("single")).survey
    for mode, words in (("open", "ohne Konto"), ("code", "Zugangscode"), ("account", "mit einem")):
        Survey.objects.filter(pk=survey.pk).update(mode=mode)
        page = client.get("/").content.decode()
        assert words in page
        assert ("ohne Konto" in page) == (mode == "open")


def test_a_forgotten_code_is_told_on_top_and_by_us_not_by_the_browser(client: Client) -> None:
    survey = published(question("single")).survey
    Survey.objects.filter(pk=survey.pk).update(mode=Survey.Mode.CODE)
    assert "novalidate" in client.get(survey.get_absolute_url()).content.decode()
    begin = {"step": "start", "version": "1", "language": "de", "code": ""}
    page = client.post(survey.get_absolute_url() + "ausfuellen/", begin).content.decode()
    assert page.index("Bitte geben Sie Ihren Zugangscode ein.") < page.index(
        "Was mit Ihren Antworten"
    )
