"""Stopping and going on later: a code, sealed answers, any device, one response."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from participation.surveys import actions
from participation.surveys.actions.responding import SurveyClosed
from participation.surveys.actions.saving import submit_saved
from participation.surveys.answering import Answering
from participation.surveys.codes import saved_code, saved_hash
from participation.surveys.models import GRACE, Response, SavedAnswers, Survey, SurveyVersion
from participation.surveys.sealing import STEP, SealBroken, seal, unseal
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import both, published, question
from tests.participation.surveys.saving.looking import CANARY, code_on, whole_database
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
RESUME = "/umfragen/weiter/"
UNKNOWN = "0000-0000-00000"


class Elsewhere(Browser):
    """Another device: nothing is known there but the code."""

    def __init__(self, version: SurveyVersion, code: str, deed: str = "") -> None:
        super().__init__(version)
        there, self.url = self.url, RESUME
        self.send("", code=code, deed=deed)
        self.url = there


# -- saving ------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q19")
def test_nothing_is_stored_before_the_person_asks_for_it(browser: Browser) -> None:
    browser.send("next", num="3", txt=CANARY).send("back").send("next", num="4", txt=CANARY)
    assert not SavedAnswers.objects.exists()
    assert not Response.objects.exists()
    assert CANARY not in whole_database()


@pytest.mark.behaviour("Q8")
def test_saving_shows_a_code_and_until_when_it_is_good(browser: Browser) -> None:
    browser.send("save", num="3", txt="Halb fertig")
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4,5}){2}", code_on(browser))
    assert "22. Juni 2026" in browser.text
    assert browser.response["Cache-Control"] == "no-store"
    assert not browser.client.cookies
    assert SavedAnswers.objects.get().expires_on == DAY + timedelta(days=7)


def test_saving_judges_nothing(browser: Browser, version: SurveyVersion) -> None:
    browser.send("save", num="keine Zahl", txt="")
    assert "keine Zahl" in Elsewhere(version, code_on(browser)).text


@pytest.mark.behaviour("Q19")
def test_nobody_with_the_database_reads_half_answers(browser: Browser) -> None:
    browser.send("save", num="3", txt=CANARY)
    code = code_on(browser)
    dump = whole_database()
    assert CANARY not in dump
    assert CANARY.encode().hex() not in dump
    assert code not in dump
    assert code.replace("-", "") not in dump
    assert saved_hash(code) in dump


def test_the_seal_opens_for_its_code_alone() -> None:
    mine, other = saved_code_of(1), saved_code_of(2)
    sealed = seal(mine, "Mein Text")
    assert unseal(mine.lower().replace("-", " "), sealed) == "Mein Text"
    assert seal(mine, "Mein Text") != sealed
    for code, bytes_ in ((other, sealed), (mine, sealed[:-1] + b"x"), (mine, b"")):
        with pytest.raises(SealBroken):
            unseal(code, bytes_)


def test_the_length_tells_little() -> None:
    code = saved_code_of(1)
    assert len(seal(code, "x")) == len(seal(code, "x" * STEP))


def test_a_click_too_many_shows_the_same_code(browser: Browser) -> None:
    twin = browser.second_tab()
    browser.send("save", txt="Einmal")
    twin.send("save", txt="Zweimal")
    assert code_on(browser) == code_on(twin)
    assert SavedAnswers.objects.count() == 1


def test_going_on_at_once_returns_to_the_same_page(browser: Browser) -> None:
    browser.send("save", num="3", txt="Weiter hier").send("stay")
    assert browser.page == 2
    assert "Weiter hier" in browser.text


@pytest.mark.behaviour("Q8")
def test_after_saving_once_every_page_is_kept(browser: Browser, version: SurveyVersion) -> None:
    browser.send("save", num="3", txt="Anfang")
    code = code_on(browser)
    browser.send("stay").send("next", num="3", txt="Ergänzt")
    assert "Ihr Zwischenstand ist gespeichert" in browser.text
    there = Elsewhere(version, code)
    assert there.page == 3
    assert "Ergänzt" in there.send("back").text


def test_who_never_saved_costs_no_statement_more(browser: Browser) -> None:
    with CaptureQueriesContext(connection) as statements:
        browser.send("next", num="3", txt="Ohne").send("next", last="yes")
    assert browser.is_thanked
    assert not any("savedanswers" in each["sql"].lower() for each in statements)


@pytest.mark.parametrize("days", [3, 7])
def test_saved_answers_never_outlive_the_survey(days: int) -> None:
    version = published(
        question("single"), saved_days=days, closes_at=NOON + timedelta(days=4, hours=2)
    )
    browser = Browser(version).send("start", version=1).send("save")
    assert SavedAnswers.objects.get().expires_on == DAY + timedelta(days=min(days, 4))
    assert ("solange die Umfrage läuft" in browser.text) == (days > 4)


def test_a_flood_of_saving_is_stopped_and_nothing_typed_is_lost(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("participation.surveys.views.answering.saving.SAVES", 0)
    browser.send("save", txt="Noch da")
    assert "sehr oft gespeichert" in browser.text
    assert "Noch da" in browser.text
    assert not SavedAnswers.objects.exists()


# -- going on ----------------------------------------------------------------------------------
@pytest.mark.behaviour("Q8")
def test_with_the_code_it_goes_on_elsewhere_where_it_stopped(
    browser: Browser, version: SurveyVersion
) -> None:
    browser.send("save", num="17", txt="Halb fertig")
    there = Elsewhere(version, code_on(browser).lower().replace("-", ""))
    assert there.page == 2
    assert "Halb fertig" in there.text
    assert 'value="17"' in there.text
    there.send("next", num="17", txt="Ganz fertig").send("next", last="yes")
    assert there.is_thanked
    assert Response.objects.get().answers == {
        "one": "a", "num": 17, "txt": "Ganz fertig", "last": "yes"
    }  # fmt: skip


@pytest.mark.behaviour("Q8")
def test_sending_clears_what_was_saved_and_answers_count_once(
    browser: Browser, version: SurveyVersion
) -> None:
    browser.send("save", num="3", txt="Text")
    code, left_open = code_on(browser), browser.second_tab()
    Elsewhere(version, code).send("next", num="3", txt="Text").send("next", last="yes")
    assert not SavedAnswers.objects.exists()
    left_open.send("stay").send("next", num="9", txt="Alt").send("next", last="no")
    assert left_open.is_thanked
    assert Response.objects.get().answers["last"] == "yes"
    assert not SavedAnswers.objects.exists()


def test_who_has_sent_and_saves_from_an_old_page_sees_the_receipt(browser: Browser) -> None:
    old = browser.second_tab()
    browser.send("next", num="3", txt="Text").send("next", last="yes")
    assert old.send("save", txt="Alt").is_thanked
    assert not SavedAnswers.objects.exists()


def test_a_response_that_is_refused_leaves_what_was_saved(
    browser: Browser, version: SurveyVersion
) -> None:
    browser.send("save", num="3", txt="Text")
    state = Answering.unpack(browser.state)
    Survey.objects.update(closes_at=NOON - GRACE)
    with pytest.raises(SurveyClosed):
        submit_saved(
            version=version,
            nonce=state.nonce,
            answers={"one": "a", "num": 3, "txt": "Text", "last": "yes"},
            language="de",
            at=NOON,
        )
    assert SavedAnswers.objects.exists()


@pytest.mark.behaviour("Q8")
def test_the_version_in_which_it_was_begun_is_finished(
    browser: Browser, version: SurveyVersion
) -> None:
    browser.send("save", num="3", txt="Text")
    actions.change_question(
        question=version.survey.questions.get(code="num"), by=None, text=both("Ganz neu?")
    )
    actions.publish_survey(survey=version.survey, by=None, at=NOON)
    there = Elsewhere(version, code_on(browser))
    assert "Frage num?" in there.text
    there.send("next", num="3", txt="Text").send("next", last="yes")
    assert Response.objects.get().version == version


def test_with_an_access_code_the_code_is_used_up_only_by_sending() -> None:
    version = published(question("yes_no", "q"), mode=Survey.Mode.CODE)
    (access,) = actions.hand_out_codes(
        survey=version.survey, batch="Brief", number=1, by=None, on=DAY
    )
    browser = Browser(version).send("start", version=1, code=access).send("save", q="yes")
    assert version.survey.access_codes.count() == 1
    there = Elsewhere(version, code_on(browser))
    assert there.send("next", q="yes").is_thanked
    assert not version.survey.access_codes.exists()


def test_what_is_gone_is_said_and_nothing_typed_is_lost(browser: Browser) -> None:
    browser.send("save", num="3", txt="Text").send("stay")
    SavedAnswers.objects.all().delete()
    browser.send("next", num="3", txt="Neu")
    assert browser.page == 3
    assert "nicht mehr gespeichert" in browser.text
    assert not SavedAnswers.objects.exists()
    assert "nicht mehr gespeichert" not in browser.send("back").text


# -- when it does not go on --------------------------------------------------------------------
@pytest.mark.behaviour("Q8")
def test_after_the_set_days_the_code_opens_nothing(
    browser: Browser, version: SurveyVersion
) -> None:
    Survey.objects.update(closes_at=NOON + timedelta(days=90))
    browser.send("save", num="3", txt="Text")
    with time_machine.travel(NOON + timedelta(days=7), tick=False):
        assert Elsewhere(version, code_on(browser)).page == 2
    SavedAnswers.objects.update(expires_on=DAY + timedelta(days=7))
    with time_machine.travel(NOON + timedelta(days=8), tick=False):
        assert "keinen Zwischenstand" in Elsewhere(version, code_on(browser)).text


def test_after_closing_it_is_refused_with_a_reason(
    browser: Browser, version: SurveyVersion
) -> None:
    browser.send("save", num="3", txt="Text")
    end = version.survey.closes_at + GRACE
    SavedAnswers.objects.update(expires_on=end.date())
    with time_machine.travel(end - timedelta(seconds=1), tick=False):
        assert Elsewhere(version, code_on(browser)).page == 2
    with time_machine.travel(end, tick=False):
        there = Elsewhere(version, code_on(browser))
    assert there.response.status_code == 409
    assert "Diese Umfrage ist beendet" in there.text


@pytest.mark.behaviour("Q8")
def test_all_codes_that_open_nothing_get_the_same_answer(
    browser: Browser,
) -> None:
    browser.send("save", num="3", txt="Text")
    expired = code_on(browser)
    SavedAnswers.objects.update(expires_on=DAY - timedelta(days=1))
    pages = []
    for code in (UNKNOWN, expired, "ÄÖÜ 💥", "x" * 40):
        client = Client(enforce_csrf_checks=True)
        pages.append(client.post(RESUME, {"code": code}).content.decode().replace(code, ""))
    assert len(set(pages)) == 1


def test_guessing_is_limited_and_locks_nobody_out_who_has_a_code(
    browser: Browser, version: SurveyVersion
) -> None:
    browser.send("save", num="3", txt="Text")
    code = code_on(browser)
    for _try in range(25):
        assert Elsewhere(version, code).response.status_code == 200
    answers = [Client().post(RESUME, {"code": UNKNOWN}).status_code for _try in range(21)]
    assert answers == [200] * 20 + [429]
    assert Elsewhere(version, code).response.status_code == 200


def test_deleting_asks_first_and_leaves_nothing(browser: Browser, version: SurveyVersion) -> None:
    browser.send("save", num="3", txt=CANARY)
    code = code_on(browser)
    asked = Elsewhere(version, code, deed="ask")
    assert "Zwischenstand löschen?" in asked.text
    assert SavedAnswers.objects.exists()
    assert "ist gelöscht" in Elsewhere(version, code, deed="delete").text
    assert not SavedAnswers.objects.exists()
    assert "keinen Zwischenstand" in Elsewhere(version, code).text


# -- interruptions -----------------------------------------------------------------------------
@pytest.mark.behaviour("X10")
def test_six_idle_hours_and_deleted_cookies_do_not_matter(browser: Browser) -> None:
    with time_machine.travel(NOON + timedelta(hours=6), tick=False):
        browser.client = Client(enforce_csrf_checks=True)
        browser.send("next", num="3", txt="Nach dem Mittagessen").send("next", last="yes")
        assert browser.is_thanked
    assert Response.objects.get().answers["txt"] == "Nach dem Mittagessen"


# -- helpers -----------------------------------------------------------------------------------
def saved_code_of(number: int) -> str:
    return saved_code(uuid.UUID(int=number))
