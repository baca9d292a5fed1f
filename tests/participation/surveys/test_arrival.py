"""Given the whole database, nobody learns who said what: attacks, each with a control that succeeds.

The attacker has every table, also what a database keeps beside the columns, and knows which codes or
accounts answered, in which order. What they want: to lay each of them beside its answers.
"""

import random
import uuid
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import correlation
from subprocess import run
from threading import Event
from typing import Any

import pytest
from django.db import connection

from participation.surveys import actions
from participation.surveys.actions.arrival import forget_arrival
from participation.surveys.codes import access_hash, ticket_hash
from participation.surveys.models import AccessCode, Response, Survey, SurveyVersion
from scripts.with_services import postgres_folder
from smartregion.accounts.models import User
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import published, question, respond

# Each statement is a transaction of its own, as it is in operation.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]

# How many answer one by one, and how many rows an order is judged by.
PEOPLE, ROWS = 300, 10_000
# Two orders that have nothing to do with each other correlate by ±0.01 (1/√10,000): this is five times that.
NOTHING = 0.05
# Laid side by side at random, one of them fits in the mean, and more than eight once in a million tries.
LUCK = 8


def rows(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def said_in_order_of(place: str) -> list[int]:
    """The n-th to come said n; this is how the rows lie by ``place``."""
    said = "(answers ->> 'n')" if connection.vendor == "postgresql" else "(answers -> '$.n')"
    return [int(n) for n in rows(f"SELECT {said} FROM participation_response ORDER BY {place}")]


def said_in_dump() -> list[int]:
    """The order in which pg_dump writes the rows."""
    lines = dump("--table=participation_response").splitlines()
    return [int(line.split('{"n": ')[1].split("}")[0]) for line in lines if '{"n": ' in line]


def dump(*options: str) -> str:
    """All that a backup holds, as text."""
    database = connection.settings_dict
    address = (
        f"postgresql://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )
    command = [str(postgres_folder() / "pg_dump"), "--data-only", "--inserts", *options, address]
    secret = {"PGPASSWORD": database["PASSWORD"] or ""}
    return run(command, capture_output=True, text=True, check=True, env=secret).stdout


def likeness(order: Iterable[int]) -> float:
    """Spearman's rho between an order and that of arrival; 1 when they are the same."""
    found = list(order)
    return abs(correlation(range(len(found)), found))


def arrivals(version: SurveyVersion) -> None:
    """Rows as they come: one behind the other, in many transactions."""
    for first in range(0, ROWS, 100):
        Response.objects.bulk_create(
            Response(version=version, answers={"n": n}, language="de", submitted_on=DAY)
            for n in range(first, first + 100)
        )


@pytest.fixture
def version() -> SurveyVersion:
    return published(question("number", "n"))


@pytest.mark.slow
# -- the order of arrival --------------------------------------------------------------------------
@pytest.mark.behaviour("Q13", "P28")
def test_neither_file_nor_running_number_tells_the_order_of_arrival(version: SurveyVersion) -> None:
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    arrivals(version)
    before = set(Response.objects.values_list("pk", "answers__n", "submitted_on"))
    # The control: until it runs, the place of a row is all an attacker needs.
    assert likeness(said_in_order_of(place)) > 0.99
    forget_arrival(on=DAY)
    assert likeness(said_in_order_of(place)) < NOTHING
    assert likeness(said_in_order_of("id")) < NOTHING
    assert set(Response.objects.values_list("pk", "answers__n", "submitted_on")) == before


@pytest.mark.slow
@pytest.mark.parametrize("days", [0, 1, 2])
def test_answers_of_the_last_days_are_mixed_with_those_of_today(
    version: SurveyVersion, days: int
) -> None:
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    arrivals(version)
    forget_arrival(on=DAY + timedelta(days=days))
    assert likeness(said_in_order_of(place)) < NOTHING


@pytest.mark.slow
def test_older_answers_lie_where_they_were_mixed(version: SurveyVersion) -> None:
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    arrivals(version)
    forget_arrival(on=DAY + timedelta(days=3))
    mixed = said_in_order_of(place)
    assert likeness(mixed) < NOTHING
    respond(version, {"n": -1}, submitted_on=DAY + timedelta(days=6))
    forget_arrival(on=DAY + timedelta(days=6))
    assert [said for said in said_in_order_of(place) if said >= 0] == mixed


# -- who said what ---------------------------------------------------------------------------------
def crowd(mode: Survey.Mode) -> list[str]:
    """People who answered one after the other: the hashes of the rights they used, in that order."""
    if mode == Survey.Mode.ACCOUNT:
        long_ago = NOON - timedelta(days=1)
        names = (f"p{n}" for n in range(2 * PEOPLE))
        User.objects.bulk_create(
            User(email=f"{name}@example.org", display_name=name, joined_at=long_ago)
            for name in names
        )
    version = published(question("number", "n"), mode=mode)
    survey = version.survey
    if mode == Survey.Mode.ACCOUNT:
        accounts = User.objects.values_list("pk", flat=True)
        rights = [ticket_hash(survey=survey.pk, account=account) for account in accounts]
    else:
        codes = actions.hand_out_codes(
            survey=survey, batch="Brief", number=2 * PEOPLE, by=None, on=DAY
        )
        rights = [access_hash(code) for code in codes]
    used = random.sample(rights, PEOPLE)
    for n, right in enumerate(used):
        actions.submit_response(
            version=version, nonce=uuid.uuid4(), answers={"n": n}, language="de", at=NOON,
            access=right,
        )  # fmt: skip
    return used


def hits(order: Iterable[int], used: Iterable[int]) -> int:
    """How many people stand beside their own answers."""
    return sum(said == person for said, person in zip(order, used, strict=True))


def other_tables() -> list[str]:
    names = connection.introspection.table_names()
    return [name for name in names if name != "participation_response"]


def sharing_a_transaction(*marks: str) -> list[str]:
    """Tables of which a row was written (xmin) or locked (xmax) together with an answer."""
    return [
        name
        for name in other_tables()
        if rows(
            f'SELECT 1 FROM "{name}" AS other JOIN participation_response AS response '
            f"ON response.xmin IN ({', '.join(f'other.{mark}' for mark in marks)}) LIMIT 1"
        )
    ]


@pytest.mark.parametrize("mode", [Survey.Mode.CODE, Survey.Mode.ACCOUNT])
@pytest.mark.behaviour("Q13", "P28")
@pytest.mark.postgres
def test_the_whole_database_does_not_tell_who_said_what(mode: Survey.Mode) -> None:
    used = crowd(mode)
    assert sharing_a_transaction("xmin") == []
    # The row of the version is locked by each answer for a moment: it knows which came last.
    assert sharing_a_transaction("xmin", "xmax") == ["participation_surveyversion"]
    # The control: the order of arrival lies open until it is forgotten.
    in_order = list(range(PEOPLE))
    for place in ("ctid", "xmin::text::bigint"):
        assert hits(said_in_order_of(place), in_order) == PEOPLE
    assert hits(said_in_dump(), in_order) == PEOPLE

    forget_arrival(on=DAY)
    assert sharing_a_transaction("xmin") == []
    assert len(rows("SELECT DISTINCT xmin::text FROM participation_response")) == 1
    assert len(rows("SELECT DISTINCT submitted_on FROM participation_response")) == 1
    people = {
        "as they came": in_order,
        "by hash": sorted(in_order, key=used.__getitem__),
    }
    answers = {
        **{place: said_in_order_of(place) for place in ("ctid", "id", "receipt_hash")},
        "dump": said_in_dump(),
    }
    found = {
        (place, order): hits(said, person)
        for place, said in answers.items()
        for order, person in people.items()
    }
    assert max(found.values()) <= LUCK, found
    _no_value_leads_from_one_to_the_other(used)


def _no_value_leads_from_one_to_the_other(used: list[str]) -> None:
    """Nothing anywhere in a backup names a right that was used, or an answer a second time."""
    everything = dump()
    assert [right for right in used if right in everything] == []
    for each in Response.objects.all():
        assert everything.count(str(each.pk)) == 1
        assert everything.count(str(each.receipt_hash)) == 1


@pytest.mark.postgres
def test_gaps_in_the_numbers_of_what_is_left_follow_the_hashes_and_not_the_people() -> None:
    """Which numbers are missing tells which rights were used, never what was said with them."""
    used = crowd(Survey.Mode.CODE)
    left = list(AccessCode.objects.order_by("pk").values_list("code_hash", flat=True))
    assert left == sorted(left)
    assert not set(left) & set(used)
    assert likeness(sorted(range(PEOPLE), key=used.__getitem__)) < 5 / PEOPLE**0.5


# -- while people answer ---------------------------------------------------------------------------
@pytest.mark.postgres
def test_nothing_is_lost_or_doubled_while_rows_are_on_their_way(version: SurveyVersion) -> None:
    begun, is_over = [uuid.uuid4() for _each in range(150)], Event()

    def answer(nonces: list[uuid.UUID]) -> int:
        try:
            return sum(_answer_and_withdraw(version, nonce, n) for n, nonce in enumerate(nonces))
        finally:
            connection.close()

    def mix() -> int:
        times = 0
        try:
            while not is_over.is_set():
                forget_arrival(on=DAY)
                times += 1
        finally:
            connection.close()
        return times

    with ThreadPoolExecutor(4) as pool:
        mixing = pool.submit(mix)
        try:
            kept = sum(pool.map(answer, (begun[:50], begun[50:100], begun[100:])))
        finally:
            is_over.set()
        assert mixing.result() > 5
    assert Response.objects.count() == kept == 3 * 33


def _answer_and_withdraw(version: SurveyVersion, nonce: uuid.UUID, n: int) -> bool:
    """Every third person takes the answers back; tells whether they are kept."""
    actions.submit_response(version=version, nonce=nonce, answers={"n": n}, language="de", at=NOON)
    if n % 3:
        return True
    actions.withdraw_response(response=Response.objects.get(pk=nonce), at=NOON)
    return False


@pytest.mark.postgres
def test_what_was_mixed_is_left_alone_until_somebody_answers(version: SurveyVersion) -> None:
    arrivals(version)
    forget_arrival(on=DAY)
    lying = said_in_order_of("ctid")
    forget_arrival(on=DAY)
    assert said_in_order_of("ctid") == lying
