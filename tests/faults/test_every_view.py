"""Every address while something around it breaks: a still page with the name of the request, and nobody gets in."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from smtplib import SMTPServerDisconnected
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache.backends.base import BaseCache
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from redis.exceptions import ConnectionError as RedisAway

from smartregion.accounts.models import User
from tests.architecture.access import ACCESS
from tests.architecture.access.table import ROLES, STRANGER, Row
from tests.architecture.matrix.county import People, demo_county
from tests.architecture.test_access import BACKEND, verdict
from tests.plugins.figures import Say

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORDS = "words-of-the-fault"
FIRST, LATER = 1, 5
EVERY = 12


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[People]:
    with demo_county(django_db_blocker) as found:
        yield found


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*_values: object, **_named: object) -> None:
        raise error

    return fail


@contextmanager
def database_fails(error: Exception, number: int) -> Iterator[None]:
    """From the n-th statement of the request on; the transaction of the test itself stays whole."""
    asked = 0

    def wrapper(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal asked
        if sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            return execute(sql, *rest)
        asked += 1
        if asked >= number:
            raise error
        return execute(sql, *rest)

    with connection.execute_wrapper(wrapper):
        yield


@contextmanager
def cache_fails() -> Iterator[None]:
    from django.core.cache import cache

    names = ["get", "set", "add", "incr", "touch", "get_many", "set_many", "delete", "delete_many"]
    kind: type[BaseCache] = type(cache._connections["default"])
    gone = failing(RedisAway(WORDS))
    with patch.multiple(kind, **dict.fromkeys(names, gone)):
        yield


FAULTS: dict[str, Callable[[], AbstractContextManager[Any]]] = {
    "statement refused": lambda: database_fails(ProgrammingError(WORDS), FIRST),
    "statement refused later": lambda: database_fails(ProgrammingError(WORDS), LATER),
    "database away": lambda: database_fails(OperationalError(WORDS), FIRST),
    "database goes away": lambda: database_fails(OperationalError(WORDS), LATER),
    "cache away": cache_fails,
    "mail refused": lambda: patch(
        "django.core.mail.backends.base.BaseEmailBackend.send_messages",
        failing(SMTPServerDisconnected(WORDS)),
    ),
    "permission breaks": lambda: patch(
        "rules.rulesets.RuleSet.test_rule", failing(RuntimeError(WORDS))
    ),
}
DATABASE = [name for name in FAULTS if "statement" in name or "database" in name]


@dataclass(frozen=True)
class Met:
    """What somebody met at one address."""

    name: str
    role: str
    status: int
    said: str
    is_still: bool
    has_words: bool


def asked(
    row: Row, name: str, role: str, user: User | None, fault: AbstractContextManager[Any]
) -> Met:
    with transaction.atomic():
        url = reverse(name, kwargs=row.where())
        client = Client(raise_request_exception=False)
        if user:
            client.force_login(user, backend=BACKEND)
        with fault:
            answer = client.post(url, row.sent) if row.post else client.get(url + row.query)
            page = _body(answer)
        transaction.set_rollback(True)
    named = answer.headers["X-Request-ID"].encode() in page
    # What somebody could learn from a fault: its words, the way through the code.
    has_words = WORDS.encode() in page or b"Traceback" in page
    return Met(name, role, answer.status_code, verdict(row, answer), named, has_words)


def _body(answer: Any) -> bytes:
    if not answer.streaming:
        return bytes(answer.content)
    try:
        return b"".join(answer.streaming_content)
    except Exception:  # noqa: BLE001 - the file breaks off, as it does for whoever loads it
        return b""


def walk(people: People, fault: str, names: list[str], *, refused: bool) -> list[Met]:
    """As somebody who may go there, or as everybody who may not."""
    found = []
    for name in names:
        row = ACCESS[name]
        roles = [role for role in ROLES if (role in row.allowed) != refused]
        asking = roles if refused else roles[-1:]
        found += [asked(row, name, role, people[role], FAULTS[fault]()) for role in asking]
    return found


def told(met: list[Met]) -> str:
    statuses = Counter(each.status for each in met)
    return f"{len(met)} cells, answers {dict(sorted(statuses.items()))}"


ALL = sorted(ACCESS)
SOME = ALL[::EVERY]


def check_still_pages(people: People, fault: str, names: list[str], say: Say) -> None:
    met = walk(people, fault, names, refused=False)
    say(f"Fault {fault}, people who may: {told(met)}")
    assert met
    assert not [each for each in met if each.has_words]
    # 503 is for a database that is away, and names a time; all other faults are ours.
    broken = [each for each in met if each.status >= 500]
    assert not [each for each in broken if not each.is_still]
    assert {each.status for each in broken} <= (
        {503} if "away" in fault and fault in DATABASE else {500}
    )
    if fault in DATABASE[::2]:
        assert len(broken) > len(met) / 2


def check_nobody_gets_in(people: People, fault: str, names: list[str], say: Say) -> None:
    met = walk(people, fault, names, refused=True)
    say(f"Fault {fault}, people who may not: {told(met)}")
    assert met
    assert not [each for each in met if each.said == "allowed"]
    assert not [each for each in met if each.has_words]


@pytest.mark.behaviour("X26")
@pytest.mark.parametrize("fault", FAULTS)
def test_fault_gives_a_still_page(people: People, fault: str, say: Say) -> None:
    check_still_pages(people, fault, SOME, say)


@pytest.mark.behaviour("X26")
@pytest.mark.parametrize("fault", ["cache away", "permission breaks"])
def test_fault_lets_nobody_in(people: People, fault: str, say: Say) -> None:
    check_nobody_gets_in(people, fault, SOME[::3], say)


@pytest.mark.long
@pytest.mark.behaviour("X26")
@pytest.mark.parametrize("fault", FAULTS)
def test_fault_gives_a_still_page_at_every_address(people: People, fault: str, say: Say) -> None:
    check_still_pages(people, fault, ALL, say)


@pytest.mark.long
@pytest.mark.behaviour("X26")
@pytest.mark.parametrize("fault", ["cache away", "permission breaks"])
def test_fault_lets_nobody_in_at_any_address(people: People, fault: str, say: Say) -> None:
    check_nobody_gets_in(people, fault, ALL, say)


def test_walk_notices_a_permission_that_is_given_when_it_breaks(
    people: People,
) -> None:
    """The control: a check that says yes when it cannot tell."""
    row, name = ACCESS["home:trail"], "home:trail"
    open_ = patch("rules.rulesets.RuleSet.test_rule", lambda *_v, **_n: True)
    met = asked(row, name, "participant", people["participant"], open_)
    assert met.said == "allowed"


def test_walk_sees_no_fault_where_there_is_none(people: People) -> None:
    met = asked(ACCESS["home:start"], "home:start", STRANGER, None, nullcontext())
    assert (met.status, met.has_words, met.is_still) == (200, False, False)
