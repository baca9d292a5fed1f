"""The language of the questions: chosen by people, kept by the page, whatever is around it."""

import re

import pytest
from django.test import Client

from participation.surveys.actions import publish_survey
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.drafts.compiler import YES_NO
from participation.surveys.models import Response, SurveyVersion
from participation.surveys.texts import LANGUAGES, NO, UNSURE, YES, in_order, language_of, speaking
from tests.factories.dates import NOON
from tests.factories.surveys import published, question, survey_with
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
WORDS = {
    "de": "Wie geht es Ihnen?",
    "de-easy": "Geht es Ihnen gut?",
    "en": "How are you?",
    "ar": "كيف حالك؟",
}


@pytest.fixture
def version() -> SurveyVersion:
    """Two pages in four languages; one question has the answers that nobody translates."""
    survey = survey_with(
        question("yes_no", "gut", text=WORDS, is_required=True),
        question("short_text", "warum", text=WORDS),
        languages=list(WORDS),
        **dict.fromkeys(("title", "intro", "privacy", "closing"), WORDS),
    )
    survey.pages.update(title=WORDS)
    return publish_survey(survey=survey, by=None, at=NOON)


def intro(version: SurveyVersion, query: str = "", prefix: str = "") -> str:
    address = f"{prefix}/umfragen/{version.survey.slug}/{query}"
    return Client().get(address).content.decode()


# -- the list ----------------------------------------------------------------------------------
def test_answers_that_nobody_translates_are_there_in_every_language() -> None:
    for texts in (YES, NO, UNSURE):
        assert set(texts) == set(LANGUAGES)
        assert all(text.strip() for text in texts.values())
    assert [code for code, each in LANGUAGES.items() if each.is_rtl] == ["ar", "fa"]


def test_german_comes_first_and_what_is_unknown_is_left_out() -> None:
    assert in_order(["uk", "en", "tlh", "de-easy"]) == ["de", "de-easy", "en", "uk"]
    assert in_order([]) == ["de"]


def test_leichte_sprache_is_told_to_browsers_as_german() -> None:
    assert language_of("de-easy").tag == "de"
    assert speaking("de-easy") == ""
    assert speaking("ar") == ' lang="ar" dir="rtl"'


# -- choosing ----------------------------------------------------------------------------------
@pytest.mark.behaviour("Q10")
def test_the_intro_offers_each_language_by_its_own_name(version: SurveyVersion) -> None:
    text = intro(version)
    for code in ("de-easy", "en", "ar"):
        assert LANGUAGES[code].own_name in text
    assert WORDS["de"] in text
    chosen = intro(version, "?sprache=ar")
    assert '<div class="prose" lang="ar" dir="rtl">' in chosen
    assert '<html lang="de">' in chosen
    assert '<input type="hidden" name="language" value="ar">' in chosen
    assert "Knöpfe und Hinweise stehen auf Deutsch da." in chosen


def test_english_brings_an_english_page_and_others_keep_the_page_of_the_reader(
    version: SurveyVersion,
) -> None:
    slug = version.survey.slug
    assert f'href="/en/umfragen/{slug}/?sprache=en"' in intro(version)
    english = intro(version, prefix="/en")
    assert f'href="/umfragen/{slug}/?sprache=de-easy"' in english
    assert f'href="/en/umfragen/{slug}/?sprache=ar"' in english


@pytest.mark.parametrize("wanted", ["tlh", "", "de'><script>", "x" * 5000, "pl"])
def test_a_language_that_is_not_offered_changes_nothing(
    version: SurveyVersion, wanted: str
) -> None:
    text = intro(version, f"?sprache={wanted}")
    assert WORDS["de"] in text
    assert "<script>" not in text.split("</head>")[1]


# -- answering ---------------------------------------------------------------------------------
@pytest.mark.behaviour("Q10")
@pytest.mark.parametrize("language", ["de", "de-easy", "en", "ar"])
def test_questions_come_in_the_chosen_language_to_the_end(
    version: SurveyVersion, language: str
) -> None:
    browser = Browser(version).send("start", language=language)
    assert WORDS[language] in browser.text
    assert YES_NO["unsure"][language] in browser.text
    marked = re.search(r'class="question"( lang="[a-z]+" dir="[a-z]+")?', browser.text)
    assert marked
    assert (marked[1] or "") == speaking(language)
    browser.send("next", gut="yes").send("next", warum="weil")
    assert WORDS[language] in browser.text
    assert Response.objects.get().language == language
    assert Response.objects.get().answers == {"gut": "yes", "warum": "weil"}


@pytest.mark.behaviour("Q10")
def test_another_language_at_any_page_loses_nothing(version: SurveyVersion) -> None:
    browser = Browser(version).send("start", language="de").send("next", gut="no")
    browser.send("", language="ar", warum="لأن الحافلة لا تأتي")
    assert browser.page == 2
    assert "لأن الحافلة لا تأتي" in browser.text
    assert WORDS["ar"] in browser.text
    browser.send("", language="de-easy", warum="Kein Bus")
    assert WORDS["de-easy"] in browser.text
    browser.send("back")
    assert WORDS["de-easy"] in browser.text
    assert re.search(r'value="no"[^>]*checked', browser.text)
    browser.send("next", gut="no").send("next", warum="Kein Bus")
    assert Response.objects.get().language == "de-easy"


def test_refusals_come_in_the_language_of_the_page_and_say_which(version: SurveyVersion) -> None:
    browser = Browser(version).send("start", language="ar").send("next")
    assert "Bitte wählen Sie eine Antwort." in browser.text
    assert re.search(r'class="kern-error"[^>]* lang="de" dir="ltr"', browser.text)


def test_a_language_nobody_offers_is_answered_in_german(version: SurveyVersion) -> None:
    browser = Browser(version).send("start", language="tlh")
    assert WORDS["de"] in browser.text
    browser.send("", language="<script>")
    assert WORDS["de"] in browser.text


def test_what_is_kept_for_strangers_never_mixes_languages(version: SurveyVersion) -> None:
    one = Browser(version).send("start", language="ar")
    two = Browser(version).send("start", language="de")
    assert WORDS["ar"] in one.text
    assert WORDS["ar"] not in two.text
    for browser, language in ((one, "ar"), (two, "de")):
        browser.send("next", gut="yes").send("next")
        assert WORDS[language] in browser.text
    assert sorted(Response.objects.values_list("language", flat=True)) == ["ar", "de"]


def test_a_language_that_is_no_longer_offered_is_not_in_the_next_document(
    version: SurveyVersion,
) -> None:
    assert questionnaire_of(version).languages == tuple(WORDS)
    german = published(question("single"), languages=["de"])
    written = str(german.schema)
    assert "English" not in written
