"""Who may answer and what was said stay two things, in whatever order a survey is made ready."""

import re

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from lxml import html

from participation.surveys import actions
from participation.surveys.models import AccessCode, Response, SavedAnswers, Survey
from smartregion.accounts.models import User
from tests.factories.dates import DAY
from tests.factories.surveys import published, question
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [
    pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("noon"), pytest.mark.behaviour("P28"),
]  # fmt: skip
HIDDEN = re.compile(r'<input type="hidden"[^>]*>')
# All that is known of an answer: what was said, to which version, on which day, and no more.
KNOWN = {
    "id", "version", "answers", "language", "origin", "submitted_on", "suspicions", "receipt_hash", "packed",
}  # fmt: skip


def code_of(survey: Survey) -> str:
    (code,) = actions.hand_out_codes(survey=survey, batch="Brief", number=1, by=None, on=DAY)
    return code


def test_a_row_of_answers_has_no_place_for_a_person_or_a_moment() -> None:
    """A column more would be one to link by; think before adding it here."""
    assert {field.name for field in Response._meta.concrete_fields} == KNOWN
    for model in (Response, SavedAnswers, AccessCode):
        assert not [f for f in model._meta.concrete_fields if isinstance(f, models.DateTimeField)]
    related = {field.related_model for field in AccessCode._meta.get_fields() if field.is_relation}
    assert related == {Survey}


def test_no_page_carries_the_code_on() -> None:
    """Typed once, it is in no hidden field, no link and no address afterwards."""
    version = published(question("number", "n"), question("number", "m"), mode=Survey.Mode.CODE)
    code = code_of(version.survey)
    browser = Browser(version)
    for step in (
        {"step": "start", "version": 1, "code": code},
        {"step": "next", "n": "3"},
        {"step": "next", "m": "4"},
    ):
        browser.send(**step)
        assert browser.response.status_code == 200
        assert code not in browser.text
        assert code.replace("-", "") not in browser.text
    assert browser.is_thanked
    assert not [field for field in HIDDEN.findall(browser.text) if 'name="state"' in field]
    assert not AccessCode.objects.exists()


@pytest.mark.parametrize("wanted", [Survey.Mode.OPEN, Survey.Mode.ACCOUNT])
def test_the_switch_is_not_turned_back_by_a_form(client: Client, office: User, wanted: str) -> None:
    """Also by somebody who fills in what the page greyed out."""
    version = published(question("number", "n"), mode=Survey.Mode.CODE)
    client.force_login(office)
    url = reverse("surveys:details", args=[version.survey.slug])
    page = html.fromstring(client.get(url).content)
    [form] = [form for form in page.forms if "title_de" in form.fields]
    sent = dict(form.form_values())
    assert "mode" not in sent
    answer = client.post(url, {**sent, "title_de": "Ein anderer Titel", "mode": wanted})
    # The rest of it was taken.
    assert answer.status_code == 302, answer.context["form"].errors
    version.survey.refresh_from_db()
    assert version.survey.title["de"] == "Ein anderer Titel"
    assert version.survey.mode == Survey.Mode.CODE
