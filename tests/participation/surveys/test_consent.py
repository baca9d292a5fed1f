"""What somebody agreed to by beginning: which text, in which language, and by a click of their own."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from participation.surveys import actions
from participation.surveys.models import Response, SurveyVersion
from participation.surveys.queries import forget_published_versions
from tests.factories.dates import NOON
from tests.factories.surveys import published, question, survey_with
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TOLD = {
    "de": "<p>So gehen wir mit Ihren Antworten um.</p>",
    "de-easy": "<p>Das machen wir mit Ihren Antworten.</p>",
    "en": "<p>This is what we do with your answers.</p>",
    "uk": "<p>Ось що ми робимо з вашими відповідями.</p>",
}
SAID = {name: dict.fromkeys(TOLD, "<p>Text</p>") for name in ("intro", "closing")}


@pytest.fixture
def version() -> SurveyVersion:
    asked = question("number", "q", text=dict.fromkeys(TOLD, "Wie viele?"))
    survey = survey_with(
        asked, privacy=TOLD, title=dict.fromkeys(TOLD, "Umfrage"), languages=list(TOLD), **SAID
    )
    survey.pages.update(title=dict.fromkeys(TOLD, "Seite"))
    return actions.publish_survey(survey=survey, by=None, at=NOON)


@pytest.mark.behaviour("Q16")
@pytest.mark.parametrize("language", TOLD)
def test_the_text_in_the_own_language_stands_before_the_button(
    version: SurveyVersion, language: str
) -> None:
    address = f"{version.survey.get_absolute_url()}?sprache={language}"
    page = Client().get(address).content.decode()
    text = TOLD[language].removeprefix("<p>").removesuffix("</p>")
    assert page.index(text) < page.index('value="start"')
    others = [words for code, words in TOLD.items() if code != language]
    assert not any(words in page for words in others)


@pytest.mark.behaviour("Q16")
@pytest.mark.parametrize("language", TOLD)
def test_the_response_leads_to_the_words_that_were_agreed_to(
    version: SurveyVersion, language: str
) -> None:
    browser = Browser(version).send("start", version=1, language=language)
    # A newer text appears while somebody answers; what counts is what they have read.
    newer = {code: f"<p>Neu {code}</p>" for code in TOLD}
    actions.change_survey(survey=version.survey, by=None, privacy=newer)
    actions.publish_survey(survey=version.survey, by=None, at=NOON)
    browser.send("next", q="3")
    response = Response.objects.select_related("version").get()
    assert response.version.number == 1
    assert response.version.schema["privacy"][response.language] == TOLD[language]


@pytest.mark.behaviour("Q16")
def test_nothing_begins_without_a_click(version: SurveyVersion) -> None:
    browser = Browser(version)
    for ask in (browser.client.get, browser.client.head):
        assert ask(browser.url).status_code == 302
    # Who sends answers without having begun has agreed to nothing.
    assert browser.client.post(browser.url, {"step": "next", "q-q": "3"}).status_code == 400
    assert not Response.objects.exists()


@pytest.mark.behaviour("Q11")
@pytest.mark.parametrize(("minutes", "begins"), [(0, True), (29, True), (31, False)])
def test_an_old_page_begins_an_old_version_for_a_while_only(
    version: SurveyVersion, minutes: int, begins: bool
) -> None:
    newer = {code: f"<p>Neu {code}</p>" for code in TOLD}
    actions.change_survey(survey=version.survey, by=None, privacy=newer)
    published_at = NOON - timedelta(minutes=minutes)
    actions.publish_survey(survey=version.survey, by=None, at=published_at)
    begun = Browser(version).send("start", version=1)
    assert begun.response.status_code == (200 if begins else 302)
    assert begins or begun.response["Location"] == version.survey.get_absolute_url()


@pytest.mark.behaviour("Q16")
@pytest.mark.parametrize("missing", TOLD)
def test_no_survey_opens_without_the_text_in_each_of_its_languages(
    version: SurveyVersion, missing: str
) -> None:
    told = {code: words for code, words in TOLD.items() if code != missing}
    actions.change_survey(survey=version.survey, by=None, privacy=told)
    with pytest.raises(ValidationError, match=r"Datenschutzhinweis|nicht übersetzt"):
        actions.publish_survey(survey=version.survey, by=None, at=NOON)


def test_a_published_text_cannot_be_changed_behind_the_back_of_those_who_agreed() -> None:
    version = published(question("single"))
    version.schema["privacy"]["de"] = "Anders"
    with pytest.raises(ValueError, match="never changed"):
        version.save()
    forget_published_versions(version.survey.slug)
