"""The receipt code: one's own answers read, taken along and taken back."""

import json
import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client

from participation.surveys import codes as receipts
from participation.surveys.models import GRACE, Response, Survey, SurveyVersion
from smartregion.core.codes import ALPHABET, LENGTH
from smartregion.core.limits import may_try
from smartregion.core.models import AuditEntry
from tests.factories.dates import NOON
from tests.factories.surveys import lines, published, question
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
CODE = re.compile(r'class="receipt-code">([0-9A-Z-]+)<')
URL = "/umfragen/beleg/"


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def version() -> SurveyVersion:
    other = lines("a", "x", x={"with_text": True})
    return published(
        [
            question("single", "way", options=other),
            question("matrix", "grid"),
            question("date", "day"),
        ]
    )


def answered(version: SurveyVersion) -> Browser:
    browser = Browser(version).send("start", version=1)
    browser.response = browser.client.post(
        browser.url,
        {
            "step": "next",
            "state": browser.state,
            "q-way": "x",
            "other-way": "per Boot",
            "q-grid-r1": "b",
        },
    )
    return browser


def code_in(browser: Browser) -> str:
    found = CODE.search(browser.text)
    assert found
    return found[1]


def ask(code: str, deed: str = "", client: Client | None = None) -> object:
    return (client or Client(enforce_csrf_checks=True)).post(URL, {"code": code, "deed": deed})


# -- the code ----------------------------------------------------------------------------------
def test_a_code_has_65_bits_and_is_read_as_people_write_it() -> None:
    nonce = uuid.UUID("00000000-0000-4000-8000-000000000001")
    code = receipts.receipt_code(nonce)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}", code)
    assert code == receipts.receipt_code(nonce)
    for written in (code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")):
        assert receipts.receipt_hash(written) == receipts.receipt_hash(code)


def test_codes_use_all_letters_alike() -> None:
    codes = "".join(receipts.receipt_code(uuid.UUID(int=number)) for number in range(2000))
    counted = [codes.count(letter) for letter in ALPHABET]
    assert min(counted) > 0.8 * 2000 * LENGTH / 32


@pytest.mark.behaviour("Q18")
def test_only_a_keyed_hash_of_the_code_is_stored(version: SurveyVersion, settings: object) -> None:
    code = code_in(answered(version))
    stored = Response.objects.get().receipt_hash
    assert stored == receipts.receipt_hash(code)
    settings.SECRET_KEY = "x" * 50  # type: ignore[attr-defined]
    assert receipts.receipt_hash(code) != stored
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM participation_response")
        row = " ".join(map(str, cursor.fetchone())).upper()
    assert code not in row
    assert code.replace("-", "") not in row


@pytest.mark.behaviour("Q7")
def test_sending_again_shows_the_same_receipt(version: SurveyVersion) -> None:
    browser = answered(version)
    code = code_in(browser)
    again = browser.client.post(browser.url, {"step": "next", "state": browser.state, "q-way": "a"})
    assert CODE.search(again.content.decode())[1] == code  # type: ignore[index]
    assert Response.objects.get().answers["way"] == "x"


# -- with the code -----------------------------------------------------------------------------
@pytest.mark.behaviour("Q18")
def test_with_the_code_people_read_their_answers(version: SurveyVersion) -> None:
    page = ask(code_in(answered(version))).content.decode()
    assert "Text x (per Boot)" in page
    assert "Text r1 – Text b" in page
    assert "keine Antwort" in page


@pytest.mark.behaviour("Q18")
def test_with_the_code_people_take_their_answers_along(version: SurveyVersion) -> None:
    response = ask(code_in(answered(version)), "download")
    assert response["Cache-Control"] == "no-store"
    document = json.loads(response.content)
    assert document["answers"][0]["lines"] == [["", "Text x"]]
    assert document["answers"][0]["other"] == "per Boot"
    assert document["day"] == str(NOON.date())


@pytest.mark.behaviour("Q18")
def test_with_the_code_people_take_their_answers_back(version: SurveyVersion) -> None:
    code = code_in(answered(version))
    assert "Antworten löschen?" in ask(code, "ask").content.decode()
    assert Response.objects.exists()
    assert "Ihre Antworten sind gelöscht" in ask(code, "withdraw").content.decode()
    assert not Response.objects.exists()
    assert "gibt es keine Antworten" in ask(code).content.decode()
    entry = AuditEntry.objects.get(verb="withdraw_response")
    assert (entry.actor, entry.changes) == (None, {})


AGAIN = "Sie können die Umfrage neu ausfüllen"


@pytest.mark.parametrize("mode", Survey.Mode.values)
def test_whoever_takes_answers_back_reads_whether_they_may_answer_again(
    version: SurveyVersion, mode: str
) -> None:
    code = code_in(answered(version))
    Survey.objects.filter(pk=version.survey_id).update(mode=mode)
    asked = ask(code, "ask").content.decode()
    assert ("gilt nur einmal" in asked) == (mode != Survey.Mode.OPEN)
    assert (AGAIN in ask(code, "withdraw").content.decode()) == (mode == Survey.Mode.OPEN)


def test_a_download_does_not_hold_back_the_button_that_deletes(version: SurveyVersion) -> None:
    """After a download the page stays, and its form takes no second click for seconds."""
    page = ask(code_in(answered(version))).content.decode()
    download, delete = page.index('value="download"'), page.index('value="ask"')
    assert "</form>" in page[download:delete]


@pytest.mark.behaviour("Q18")
def test_after_closing_answers_stay(version: SurveyVersion) -> None:
    code = code_in(answered(version))
    with time_machine.travel(version.survey.closes_at + GRACE + timedelta(seconds=1), tick=False):
        assert 'value="ask"' not in ask(code).content.decode()
        assert ask(code, "withdraw").status_code == 409
    assert Response.objects.exists()


@pytest.mark.behaviour("Q18")
@pytest.mark.parametrize(
    "wrong", ["K7QM-9XTR-2F4WP", "", " ", "x" * 5000, "\x00", "🚌" * 13, "' OR 1=1 --"]
)
def test_a_wrong_code_finds_nothing(version: SurveyVersion, wrong: str) -> None:
    answered(version)
    page = ask(wrong).content.decode()
    assert "per Boot" not in page
    assert 'id="id_code_error"' in page


@pytest.mark.behaviour("Q18")
def test_guessing_is_stopped_and_locks_nobody_out_who_has_a_code(version: SurveyVersion) -> None:
    code, client = code_in(answered(version)), Client()
    tried = [ask("K7QM-9XTR-2F4WP", client=client).status_code for _try in range(21)]
    assert tried == [200] * 20 + [429]
    shown = ask(code, client=client)
    assert shown.status_code == 200
    assert "Meine Antworten" in shown.content.decode()
    assert ask("K7QM-9XTR-2F4WP", client=Client(REMOTE_ADDR="192.0.2.9")).status_code == 200


def test_counting_tries_keeps_no_address(rf: object) -> None:
    request = rf.post(URL, REMOTE_ADDR="203.0.113.77")  # type: ignore[attr-defined]
    kept: list[str] = []
    cache_add = cache.add
    cache.add = lambda key, *rest, **more: kept.append(key) or cache_add(key, *rest, **more)
    try:
        assert may_try(request, what="test", times=1, seconds=60, at=NOON)
        assert may_try(request, what="test", times=1, seconds=60, at=NOON + timedelta(days=1))
    finally:
        cache.add = cache_add
    assert all("203.0.113.77" not in key for key in kept)
    today, tomorrow = (key.rpartition(":")[2] for key in kept)
    assert today != tomorrow


def test_two_people_get_two_codes_on_pages_that_are_otherwise_alike(version: SurveyVersion) -> None:
    first, second = answered(version), answered(version)
    assert code_in(first) != code_in(second)
    assert first.text.replace(code_in(first), "") == second.text.replace(code_in(second), "")
