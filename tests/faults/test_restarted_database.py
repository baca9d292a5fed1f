"""PostgreSQL dies under load and comes back, again and again: 503 with the answers in the page, and nothing is lost."""

import html
import http.client
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from scripts.with_services import free_port
from tests.faults.database import Database
from tests.participation.surveys.crashes.people import HEADERS, PATIENCE, RECEIPT, Person, person
from tests.participation.surveys.crashes.test_killed_server import accesses, survey
from tests.plugins.figures import Say
from tests.plugins.servers import WebServers

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
SENDERS = 8
# Seconds. A short absence is waited for by the pool, so that nobody notices; this is longer than it waits.
LONG = 14


@dataclass
class Answered:
    """What was said to all, and what people had in their hands when it was 503."""

    statuses: Counter[int] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    with_page: int = 0


@dataclass
class Stage:
    """A web server of real operation on a database of its own."""

    database: Database
    port: int
    answered: Answered = field(default_factory=Answered)

    def ask(
        self, method: str, path: str, body: bytes = b""
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, HEADERS if body else {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def send(self, sender: Person) -> None:
        """Send until there is a receipt; what is sent again is what the page of the fault holds."""
        body, deadline = sender.body, time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status, headers, page = self.ask("POST", sender.path, body)
            self.answered.statuses[status] += 1
            if RECEIPT.search(page):
                return
            kept = HIDDEN.findall(page.decode())
            if status != 503 or "Retry-After" not in headers or not kept:
                self.answered.broken.append(f"{status} {page.decode()[-900:]}")
                return
            self.answered.with_page += 1
            body = urlencode([(n, html.unescape(v)) for n, v in kept]).encode()
            time.sleep(0.2)
        self.answered.broken.append(f"no answer for {sender.nonce}")

    def stored(self) -> Counter[str]:
        with psycopg.connect(self.database.url) as connection:
            rows = connection.execute("SELECT answers->>'b' FROM participation_response").fetchall()
        return Counter(text for (text,) in rows)


StartStage = Callable[..., Stage]


@pytest.fixture
def stage(transactional_db: None, tmp_path: Path) -> Iterator[StartStage]:
    servers, databases = WebServers(tmp_path / "web.log"), []

    def start() -> Stage:
        port = free_port()
        databases.append(Database())
        options = ["--workers", "2", "--threads", "4", "--log-level", "critical"]
        servers.start(
            "gunicorn", "smartregion.wsgi:application", "--bind", f"127.0.0.1:{port}", *options,
            port=port, DATABASE_URL=databases[0].url,
        )  # fmt: skip
        return Stage(databases[0], port)

    yield start
    servers.kill()
    for database in databases:
        database.remove()


def everybody(mode: str, number: int) -> list[Person]:
    """Before the copy is made: their survey and codes have to be in it."""
    version = survey(mode)
    return [
        person(version, f"Wort {n}", access=access)
        for n, access in enumerate(accesses(version, number))
    ]


def all_send(stage: Stage, people: list[Person], restarts: int) -> None:
    """Everybody sends, again and again those who were not heard, while the database dies so many times."""
    waiting = threading.Event()
    with ThreadPoolExecutor(SENDERS) as crowd:
        # The processes load the product with their first request, and that takes its time.
        assert set(crowd.map(lambda _: stage.ask("GET", "/")[0], range(4 * SENDERS))) == {200}

    def die_again_and_again() -> None:
        for number in range(restarts):
            stage.database.kill()
            waiting.wait(LONG if number == 0 else 0.5)
            stage.database.start()
            waiting.wait(1.5)

    killer = threading.Thread(target=die_again_and_again)
    killer.start()
    with ThreadPoolExecutor(SENDERS) as crowd:
        list(crowd.map(stage.send, people))
    killer.join()


def told(stage: Stage, people: list[Person], restarts: int) -> str:
    stored = stage.stored()
    lost = len(people) - len(stored)
    doubled = stored.total() - len(stored)
    said = stage.answered
    assert not said.broken, (said.statuses, said.broken[:5])
    return (
        f"{restarts} restarts of PostgreSQL, {len(people)} people: {said.statuses[503]} times 503, each with "
        f"the answers in the page, {lost} lost, {doubled} doubled"
    )


def assert_nothing_is_lost(stage: Stage, people: list[Person]) -> None:
    assert not stage.answered.broken
    assert set(stage.answered.statuses) == {200, 503}
    assert stage.answered.statuses[503] == stage.answered.with_page
    assert stage.stored() == Counter(f"Wort {n}" for n in range(len(people)))


@pytest.mark.behaviour("X2")
@pytest.mark.parametrize("mode", ["open", "code"])
def test_answers_survive_a_database_that_dies_again_and_again(
    stage: StartStage, mode: str, say: Say
) -> None:
    people, restarts = everybody(mode, 400), 4
    started = stage()
    all_send(started, people, restarts)
    say(told(started, people, restarts))
    assert_nothing_is_lost(started, people)


@pytest.mark.long
@pytest.mark.behaviour("X2")
def test_answers_survive_a_hundred_restarts(stage: StartStage, say: Say) -> None:
    people, restarts = everybody("open", 12_000), 100
    started = stage()
    all_send(started, people, restarts)
    say(told(started, people, restarts))
    assert_nothing_is_lost(started, people)


@pytest.mark.behaviour("X2")
def test_page_without_a_database_says_when_to_come_back(stage: StartStage) -> None:
    [sender] = everybody("open", 1)
    started = stage()
    intro = sender.path.removesuffix("ausfuellen/")
    assert started.ask("GET", intro)[0] == 200
    started.database.kill()
    for _ in range(4):
        status, headers, page = started.ask("GET", "/")
        assert (status, headers["Retry-After"]) == (503, "5")
        assert "Wir sind gleich wieder da" in page.decode()
        assert headers["X-Request-ID"] in page.decode()
        assert b"Traceback" not in page


@pytest.mark.behaviour("X2")
def test_no_connection_of_before_is_used_after_a_restart(stage: StartStage) -> None:
    """The pools of both processes are full of dead connections, and nobody notices."""
    people = everybody("open", 60)
    started = stage()
    with ThreadPoolExecutor(SENDERS) as crowd:
        list(crowd.map(started.send, people))
    started.database.kill()
    started.database.start()
    assert {started.ask("GET", "/")[0] for _ in range(40)} == {200}


def test_count_finds_answers_that_nobody_sends_again(stage: StartStage, say: Say) -> None:
    """The control: people who give up when they see the page of the fault are missing afterwards."""
    people = everybody("open", 400)
    started = stage()

    def once(sender: Person) -> None:
        status, _headers, _page = started.ask("POST", sender.path, sender.body)
        started.answered.statuses[status] += 1

    started.send = once  # type: ignore[method-assign]
    all_send(started, people, 2)
    say(f"Control: {told(started, people, 2)}")
    assert started.stored().total() == started.answered.statuses[200] < len(people)
