"""Access codes: one answer each, and no way from a code to an answer."""

import csv
import io
import random
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from participation.surveys import actions
from participation.surveys.actions.responding import CodeUsed, SurveyClosed
from participation.surveys.codes import access_hash, new_access_code
from participation.surveys.models import AccessCode, Response, Survey, SurveyVersion
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.accounts import UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import ResponseFactory, published, question
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def version() -> SurveyVersion:
    return published(question("number", "n"), mode=Survey.Mode.CODE)


def hand_out(version: SurveyVersion, number: int = 1) -> list[str]:
    return actions.hand_out_codes(
        survey=version.survey, batch="Brief", number=number, by=None, on=DAY
    )


def submit(
    version: SurveyVersion, code: str, *, n: int = 1, nonce: uuid.UUID | None = None
) -> bool:
    return actions.submit_response(
        version=version, nonce=nonce or uuid.uuid4(), answers={"n": n}, language="de", at=NOON,
        access=access_hash(code),
    )  # fmt: skip


# -- answering ---------------------------------------------------------------------------------
@pytest.mark.behaviour("Q13")
def test_a_code_answers_once(version: SurveyVersion) -> None:
    (code,) = hand_out(version)
    nonce = uuid.uuid4()
    assert submit(version, code, nonce=nonce)
    assert not submit(version, code, nonce=nonce)
    with pytest.raises(CodeUsed):
        submit(version, code)
    assert Response.objects.count() == 1
    assert not AccessCode.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_store_one_answer_and_both_are_thanked(version: SurveyVersion) -> None:
    (code,), nonce = hand_out(version), uuid.uuid4()
    together = Barrier(2)

    def click(_number: int) -> bool:
        try:
            together.wait(timeout=60)
            return submit(version, code, nonce=nonce)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(click, range(2))) == [False, True]
    assert Response.objects.count() == 1


@pytest.mark.behaviour("Q13")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_with_one_code_at_once_answer_once(version: SurveyVersion) -> None:
    (code,) = hand_out(version)
    together = Barrier(2)

    def answer(number: int) -> str:
        try:
            together.wait(timeout=60)
            submit(version, code, n=number)
        except CodeUsed:
            return "refused"
        finally:
            connection.close()
        return "stored"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(answer, range(2))) == ["refused", "stored"]
    assert Response.objects.count() == 1


def test_without_a_good_code_nothing_is_stored(version: SurveyVersion) -> None:
    (code,) = hand_out(version)
    foreign = hand_out(published(question("number", "n"), mode=Survey.Mode.CODE))[0]
    for wrong in ("", "K7QM-9XTR-2F4WP", foreign):
        with pytest.raises(CodeUsed):
            submit(version, wrong)
    assert not Response.objects.exists()
    assert submit(version, code.lower())


def test_a_survey_that_closed_leaves_the_code_unused(version: SurveyVersion) -> None:
    (code,) = hand_out(version)
    actions.close_survey(survey=version.survey, by=None, at=NOON)
    Survey.objects.update(closes_at=NOON - (NOON - version.survey.opens_at) / 2)
    with pytest.raises(SurveyClosed):
        submit(version, code)
    assert AccessCode.objects.exists()


@pytest.mark.behaviour("Q13")
def test_the_whole_way_with_a_code(version: SurveyVersion) -> None:
    (code,) = hand_out(version)
    browser = Browser(version)
    intro = browser.client.get(f"/umfragen/{browser.slug}/").content.decode()
    assert "Mit persönlichem Zugangscode" in intro
    start = {"step": "start", "version": 1}
    for wrong, sentence in (
        ("", "Bitte geben Sie Ihren Zugangscode ein."),
        ("x", "unbekannt oder"),
    ):
        page = browser.client.post(browser.url, {**start, "code": wrong}).content.decode()
        assert sentence in page
    assert browser.send("start", version=1, code=code).page == 1
    assert browser.send("next", n="3").is_thanked
    assert not AccessCode.objects.exists()


def test_guessing_codes_is_stopped_and_locks_nobody_out_behind_the_same_address(
    version: SurveyVersion,
) -> None:
    (code,) = hand_out(version)
    client, url = Client(), f"/umfragen/{version.survey.slug}/ausfuellen/"
    wrong = {"step": "start", "version": 1, "code": "K7QM-9XTR-2F4WP"}
    pages = [client.post(url, wrong).content.decode() for _try in range(21)]
    assert ["zu viele Versuche" in page for page in pages] == [False] * 20 + [True]
    assert Browser(version).send("start", version=1, code=code).page == 1


def test_as_many_people_as_like_use_their_codes_behind_one_address(version: SurveyVersion) -> None:
    for code in hand_out(version, 25):
        assert Browser(version).send("start", version=1, code=code).page == 1


def test_an_open_survey_asks_for_no_code() -> None:
    version = published(question("number", "n"))
    assert Browser(version).send("start", version=1).page == 1


# -- handing out -------------------------------------------------------------------------------
@pytest.fixture
def editing(client_as: ClientAs, office: User) -> Client:
    return client_as(office)


def test_codes_are_seen_once_and_stored_as_hashes(editing: Client, version: SurveyVersion) -> None:
    url = reverse("surveys:codes", args=[version.survey.slug])
    response = editing.post(url, {"batch": "Brief an alle", "number": "3"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 4
    assert response["Cache-Control"] == "no-store"
    code, address = rows[1]
    assert address.endswith(f"/umfragen/{version.survey.slug}/#{code}")
    assert set(AccessCode.objects.values_list("code_hash", flat=True)) == {
        access_hash(row[0]) for row in rows[1:]
    }
    page = editing.get(url).content.decode()
    assert "Brief an alle" in page
    assert code not in page
    assert code not in str(list(AuditEntry.objects.values()))


def test_taking_codes_back_asks_first(editing: Client, version: SurveyVersion) -> None:
    hand_out(version, 2)
    url = reverse("surveys:codes_revoke", args=[version.survey.slug])
    assert "zurücknehmen?" in editing.post(url, {"batch": "Brief"}).content.decode()
    assert AccessCode.objects.count() == 2
    editing.post(url, {"batch": "Brief", "yes": "1"})
    assert not AccessCode.objects.exists()


@pytest.mark.parametrize("batch", ["", "Nie ausgegeben", "a\0b"])
def test_only_codes_of_a_batch_are_taken_back(editing: Client, batch: str) -> None:
    """Tickets of accounts stand in the same table, without a batch: nobody may lose theirs."""
    UserFactory(joined_at=NOON - timedelta(days=1))
    version = published(question("number", "n"), mode=Survey.Mode.ACCOUNT)
    tickets = AccessCode.objects.count()
    url = reverse("surveys:codes_revoke", args=[version.survey.slug])
    assert editing.post(url, {"batch": batch}).status_code == 404
    assert editing.post(url, {"batch": batch, "yes": "1"}).status_code == 404
    assert AccessCode.objects.count() == tickets > 0


@pytest.mark.parametrize("number", [0, -1, 50_001])
def test_no_number_of_codes_is_absurd(version: SurveyVersion, number: int) -> None:
    with pytest.raises(ValidationError):
        hand_out(version, number)


# -- the attack --------------------------------------------------------------------------------
PEOPLE = 120


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.behaviour("Q13")
def test_a_dump_and_the_list_of_codes_tell_nothing_about_who_said_what(
    version: SurveyVersion,
) -> None:
    codes = hand_out(version, 2 * PEOPLE)
    said = _answer_in_any_order(version, codes)
    assert _by_shared_transaction() == {}
    assert _by_shared_value(codes) == {}
    # One hit is what chance gives; seven and more happen once in ten thousand runs.
    for guess in _guesses_by_order(codes, [code for code in codes if code in said]):
        hits = sum(said[code] == answer for code, answer in guess.items())
        assert hits <= 6


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_attack_would_find_codes_that_are_only_marked_as_used(version: SurveyVersion) -> None:
    """The control: kept and marked, each used code shares its transaction with its answer."""
    codes = [new_access_code() for _each in range(PEOPLE)]
    for n, code in enumerate(codes):
        with transaction.atomic():
            ResponseFactory(version=version, answers={"n": n})
            AccessCode.objects.create(
                survey=version.survey, batch="used", created_on=DAY, code_hash=access_hash(code)
            )
    found = _by_shared_transaction()
    assert {access_hash(code): n for n, code in enumerate(codes)} == found


def _answer_in_any_order(version: SurveyVersion, codes: list[str]) -> dict[str, int]:
    """Half of the people answer; each says a number that nobody else says."""
    answering = random.sample(codes, PEOPLE)
    said = {code: n for n, code in enumerate(answering)}
    for code, n in said.items():
        submit(version, code, n=n)
    return said


def _by_shared_transaction() -> dict[str, int]:
    """PostgreSQL knows which transaction wrote a row (xmin): rows written together belong together."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code_hash, (answers ->> 'n')::int FROM participation_accesscode AS code"
            " JOIN participation_response AS response ON code.xmin = response.xmin"
        )
        return dict(cursor.fetchall())


def _by_shared_value(codes: list[str]) -> dict[str, str]:
    """Any table that holds a code or its hash beside something that leads to an answer."""
    hashes = {access_hash(code) for code in codes}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, answers, receipt_hash FROM participation_response")
        rows = [" ".join(map(str, row)) for row in cursor.fetchall()]
    return {each: row for row in rows for each in (*codes, *hashes) if each in row}


def _guesses_by_order(codes: list[str], used: list[str]) -> list[dict[str, int]]:
    """Answers as they lie in the table, laid beside the codes as they were printed, and as hashed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (answers ->> 'n')::int FROM participation_response ORDER BY ctid")
        as_they_lie = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT (answers ->> 'n')::int FROM participation_response ORDER BY id")
        by_id = [row[0] for row in cursor.fetchall()]
    orders = (used, sorted(used, key=access_hash))
    return [
        dict(zip(order, answers, strict=True))
        for order in orders
        for answers in (as_they_lie, by_id)
    ]
