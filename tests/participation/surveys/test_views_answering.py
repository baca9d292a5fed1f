"""Answering as a browser does it: hidden state, buttons, back and forth; no cookie anywhere."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from participation.surveys import actions
from participation.surveys.models import GRACE, Response, SurveyVersion
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import both, published, question, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PAGE = re.compile(r"<title>[^<]*Seite (\d+) von|<title>[^<]*Page (\d+) of")
STATE = re.compile(r'name="state" value="([^"]+)"')


@pytest.fixture
def version() -> SurveyVersion:
    """Three pages: a choice, a number and a text, a municipality."""
    MunicipalityFactory(ags="12999001", name="Musterdorf")
    return published(
        question("single", "one", is_required=True),
        [question("number", "num"), question("long_text", "txt", is_required=True)],
        question("municipality", "place"),
    )


class Browser:
    """A window in which somebody answers; ``second_tab()`` has the same page open again."""

    def __init__(self, version: SurveyVersion, prefix: str = "") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.slug = version.survey.slug
        self.url = f"{prefix}/umfragen/{self.slug}/ausfuellen/"
        self.state = ""
        self.response = HttpResponse()

    def send(self, step: str, **answers: object) -> "Browser":
        plain = {"version", "code", "language", "deed", "email"}
        named = {name if name in plain else f"q-{name}": said for name, said in answers.items()}
        self.response = self.client.post(self.url, {"step": step, "state": self.state, **named})
        found = STATE.search(self.text)
        self.state = html.unescape(found[1]) if found else self.state
        return self

    def second_tab(self) -> "Browser":
        twin = Browser.__new__(Browser)
        twin.__dict__.update(self.__dict__)
        return twin

    @property
    def text(self) -> str:
        return self.response.content.decode()

    @property
    def page(self) -> int:
        """Which page it shows, as the title of the window says."""
        found = PAGE.search(self.text)
        assert found
        return int(found[1] or found[2])

    @property
    def is_thanked(self) -> bool:
        return self.response.status_code == 200 and "Ihr Beleg-Code" in self.text


@pytest.fixture
def browser(version: SurveyVersion) -> Browser:
    return Browser(version).send("start", version=1)


def fill(browser: Browser) -> Browser:
    """Up to the last page."""
    return browser.send("next", one="a").send("next", num="3", txt="Mehr Busse")


# -- the straight way --------------------------------------------------------------------------
def test_answers_are_stored_with_the_day_and_the_version(
    browser: Browser, version: SurveyVersion
) -> None:
    assert fill(browser).send("next", place="12999001").is_thanked
    response = Response.objects.get()
    assert response.answers == {"one": "a", "num": 3, "txt": "Mehr Busse", "place": "12999001"}
    assert (response.version, response.language, response.submitted_on) == (version, "de", DAY)


def test_no_page_sets_a_cookie(browser: Browser) -> None:
    fill(browser).send("next")
    browser.client.get("/umfragen/beleg/")
    browser.client.get(f"/umfragen/{browser.slug}/")
    browser.client.get("/umfragen/")
    assert not browser.client.cookies


@pytest.mark.behaviour("Q16")
def test_nobody_answers_without_the_privacy_text_of_the_very_version(
    version: SurveyVersion,
) -> None:
    client = Client()
    assert client.get(Browser(version).url).headers["Location"] == version.survey.get_absolute_url()
    page = client.get(version.survey.get_absolute_url()).content.decode()
    assert "Was mit den Antworten geschieht." in page
    assert '<input type="hidden" name="version" value="1">' in page
    # A newer text appears while the older one is on the screen: the older one was read.
    actions.change_survey(survey=version.survey, by=None, privacy=both("<p>Neu</p>"))
    actions.publish_survey(survey=version.survey, by=None, at=NOON)
    browser = Browser(version).send("start")
    browser.response = client.post(browser.url, {"step": "start", "version": "1"})
    browser.state = html.unescape(STATE.search(browser.text)[1])
    fill(browser).send("next")
    assert Response.objects.get().version == version


def test_unanswered_questions_are_stored_as_shown_and_empty(browser: Browser) -> None:
    fill(browser).send("next")
    assert Response.objects.get().answers["place"] is None


def test_progress_and_numbers_run_through_the_whole_survey(browser: Browser) -> None:
    browser.send("next", one="a")
    assert "2 von 3" in browser.text
    assert "2. Frage num?" in browser.text
    assert "3. Frage txt?" in browser.text


# -- errors ------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q3")
def test_numbers_follow_what_each_person_is_asked_on_a_page() -> None:
    """Two people with as many questions in all, but not on the same pages."""
    more = {"question": "one", "op": "is", "value": "a"}
    less = {"question": "one", "op": "is", "value": "b"}
    version = published(
        question("single", "one", is_required=True),
        [question("number", "here"), question("number", "also", condition=more)],
        [question("number", "there"), question("number", "too", condition=less)],
    )
    for answer, told in (("a", "Fragen 2 und 3 von 4"), ("b", "Frage 2 von 4")):
        assert told in Browser(version).send("start", version=1).send("next", one=answer).text


def test_a_message_to_one_person_is_shown_to_nobody_else(version: SurveyVersion) -> None:
    """A message waits in a cookie of its own after somebody has signed out."""
    signed_out = Browser(version)
    waiting = CookieStorage(HttpRequest())
    cookie = waiting._encode([Message(messages.INFO, "Bis bald, Erika")])
    signed_out.client.cookies[CookieStorage.cookie_name] = cookie
    assert "Bis bald, Erika" in signed_out.send("start", version=1).text
    assert "Bis bald, Erika" not in Browser(version).send("start", version=1).text


def test_errors_come_with_links_and_everything_typed_is_still_there(browser: Browser) -> None:
    browser.send("next", one="a").send("next", num="zwölf", txt=" ")
    assert browser.page == 2
    assert "<title>Fehler: " in browser.text
    assert 'href="#id_q-num"' in browser.text
    assert 'href="#id_q-txt"' in browser.text
    assert 'value="zwölf"' in browser.text
    assert re.search(
        r'id="id_q-num"[^>]*aria-describedby="[^"]*id_q-num_error', browser.text
    ) or re.search(r'aria-describedby="[^"]*id_q-num_error[^"]*"[^>]*id="id_q-num"', browser.text)
    assert not Response.objects.exists()


def test_a_text_of_a_hundred_thousand_letters_is_refused_and_kept(browser: Browser) -> None:
    long = "Ä" * 100_000
    browser.send("next", one="a").send("next", txt=long)
    assert browser.page == 2
    assert long in browser.text
    assert "jetzt sind es 100000" in browser.text


def test_ten_megabytes_get_a_clear_page(browser: Browser) -> None:
    browser.send("next", one="a").send("next", txt="x" * 10 * 1024 * 1024)
    assert browser.response.status_code == 413
    assert "Ihre Eingabe ist zu groß" in browser.text


def test_a_thousand_unknown_fields_change_nothing(browser: Browser) -> None:
    browser.send("next", one="a", **{f"x{n}": "y" for n in range(900)})
    assert browser.page == 2


def test_more_fields_than_django_reads_get_a_clear_page(browser: Browser) -> None:
    browser.send("next", one="a", **{f"x{n}": "y" for n in range(1100)})
    assert browser.response.status_code == 413


@pytest.mark.parametrize("state", ["", "garbled", "a:b:c", "\x00", "🚌:🚌"])
def test_a_garbled_state_offers_to_begin_again(browser: Browser, state: str) -> None:
    browser.state = state
    browser.send("next", one="a")
    assert browser.response.status_code == 400
    assert f'href="/umfragen/{browser.slug}/"' in browser.text


def test_the_state_of_another_survey_is_refused(browser: Browser) -> None:
    other = Browser(published(question("single", "one"))).send("start")
    browser.state = other.state
    assert browser.send("next", one="a").response.status_code == 400


def test_a_lost_step_counts_as_going_on(browser: Browser) -> None:
    assert browser.send("", one="a").page == 2


# -- back, forth, twice ------------------------------------------------------------------------
@pytest.mark.behaviour("Q7")
def test_going_back_and_forth_keeps_every_answer_even_unfinished_ones(browser: Browser) -> None:
    browser.send("next", one="b").send("back", num="dreieinhalb", txt="angefan")
    assert browser.page == 1
    assert re.search(r'value="b"[^>]*checked', browser.text)
    browser.send("next", one="b")
    assert 'value="dreieinhalb"' in browser.text
    assert "angefan" in browser.text


@pytest.mark.behaviour("Q7")
def test_double_click_reload_and_a_second_tab_make_one_response(browser: Browser) -> None:
    fill(browser)
    twin = browser.second_tab()
    assert browser.send("next").is_thanked
    assert browser.send("next").is_thanked
    assert twin.send("back").send("next", num="5", txt="Anders").send("next").is_thanked
    assert Response.objects.get().answers["num"] == 3


@pytest.mark.behaviour("Q7")
def test_a_page_from_the_browsers_history_goes_on_from_there(browser: Browser) -> None:
    browser.send("next", one="a")
    old = browser.second_tab()
    browser.send("next", num="3", txt="Neu")
    assert old.send("next", num="4", txt="Alt").page == 3
    assert old.send("next").is_thanked
    assert Response.objects.get().answers["txt"] == "Alt"


def test_beginning_again_makes_a_second_response(browser: Browser, version: SurveyVersion) -> None:
    fill(browser).send("next")
    fill(Browser(version).send("start")).send("next")
    assert Response.objects.count() == 2


# -- versions and time -------------------------------------------------------------------------
def test_who_has_begun_finishes_the_version_they_began(
    browser: Browser, version: SurveyVersion
) -> None:
    browser.send("next", one="a")
    actions.delete_question(question=version.survey.questions.get(code="num"), by=None)
    actions.publish_survey(survey=version.survey, by=None, at=NOON)
    assert browser.send("next", num="3", txt="Text").send("next").is_thanked
    assert Response.objects.get().version == version
    assert "Frage num?" not in Browser(version).send("start").send("next", one="a").text


@pytest.mark.behaviour("Q9", "X9")
def test_after_closing_there_are_thirty_minutes_to_send(
    browser: Browser, version: SurveyVersion
) -> None:
    fill(browser)
    late = browser.second_tab()
    end = version.survey.closes_at
    with time_machine.travel(end + GRACE - timedelta(seconds=1), tick=False):
        assert Browser(version).send("start").response.status_code == 409
        assert browser.send("next").is_thanked
    with time_machine.travel(end + GRACE, tick=False):
        late.send("next")
    assert late.response.status_code == 409
    assert "Diese Umfrage ist beendet" in late.text
    assert "Es zählt die Uhrzeit in Deutschland" in late.text
    assert Response.objects.count() == 1


def test_a_planned_survey_says_when_it_begins() -> None:
    planned = published(question("single"), opens_at=NOON + timedelta(days=1))
    browser = Browser(planned).send("start")
    assert browser.response.status_code == 409
    assert "hat noch nicht begonnen" in browser.text
    assert (
        "Umfrage beginnen" not in Client().get(planned.survey.get_absolute_url()).content.decode()
    )


# -- languages ---------------------------------------------------------------------------------
def test_changing_the_language_keeps_answers_and_page(
    browser: Browser, version: SurveyVersion
) -> None:
    browser.send("next", one="a")
    browser.url = Browser(version, prefix="/en").url
    browser.send("", language="en", num="3", txt="More buses")
    assert browser.page == 2
    assert "Frage num? (English)" in browser.text
    assert "More buses" in browser.text
    browser.send("next", num="3", txt="More buses").send("next")
    assert Response.objects.get().language == "en"


def test_a_german_survey_on_an_english_page_is_marked_as_german() -> None:
    german = published(
        question(
            "single",
            "q",
            options=[{"code": c, "label": {"de": c}} for c in "ab"],
            text={"de": "Was?"},
        ),
        languages=["de"],
    )
    browser = Browser(german, prefix="/en").send("start")
    assert re.search(r'class="question" lang="de" dir="ltr"', browser.text)
    browser.send("next", q="a")
    assert Response.objects.get().language == "de"


# -- safety ------------------------------------------------------------------------------------
def test_answers_are_escaped_wherever_they_come_back(browser: Browser) -> None:
    evil = "</textarea><script>alert(1)</script>"
    browser.send("next", one="a").send("next", num="x", txt=evil)
    assert "<script>alert" not in browser.text
    assert html.escape(evil) in browser.text


def test_answers_never_reach_the_log(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        browser.send("next", one="a").send("next", num="geheim-1", txt="geheim-2")
        browser.state = "kaputt"
        browser.send("next", txt="geheim-3")
    assert "geheim" not in caplog.text


def test_drafts_and_unknown_surveys_do_not_exist_for_the_public(client: Client) -> None:
    for slug in (survey_with(question("single")).slug, "unbekannt"):
        for name in ("intro", "answer"):
            url = reverse(f"surveys:{name}", args=[slug])
            assert client.get(url).status_code == 404
            assert client.post(url).status_code in (404, 405)
