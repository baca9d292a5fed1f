"""Redis is away: public pages and answers go on as they do with it, and are as quick."""

import http.client
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import pytest

from participation.surveys.models import Response
from scripts.with_services import free_port
from tests.factories.county import CountyFactory
from tests.participation.surveys.crashes.people import HEADERS, RECEIPT, person
from tests.participation.surveys.crashes.test_killed_server import survey
from tests.plugins.figures import Say
from tests.plugins.servers import WebServers
from tests.reports.test_faults import Broker

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
PAGES = ["/", "/umfragen/", "/massnahmen/", "/strategie/", "/foren/", "/konto/login/"]
TIMES, PEOPLE = 20, 40


def ask(port: int, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, HEADERS if body else {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def walked(port: int) -> tuple[set[int], float]:
    """All pages, some times: the statuses, and the 95th percentile in milliseconds."""
    statuses, times = set(), []
    for path in PAGES * TIMES:
        begun = perf_counter()
        statuses.add(ask(port, "GET", path)[0])
        times.append((perf_counter() - begun) * 1000)
    return statuses, quantiles(times, n=20)[18]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    made = Broker(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.mark.behaviour("X3")
def test_pages_and_answers_do_without_redis(
    transactional_db: None, broker: Broker, tmp_path: Path, say: Say
) -> None:
    CountyFactory()
    version = survey("open")
    people = [person(version, f"Wort {n}") for n in range(2 * PEOPLE)]
    servers, port = WebServers(tmp_path / "web.log"), free_port()
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    servers.start(
        "gunicorn", "smartregion.wsgi:application", *options, port=port, REDIS_URL=broker.url
    )
    try:
        walked(port)
        statuses, with_it = walked(port)
        answers = [ask(port, "POST", each.path, each.body) for each in people[:PEOPLE]]
        broker.stop()
        alone, without_it = walked(port)
        answers += [ask(port, "POST", each.path, each.body) for each in people[PEOPLE:]]
    finally:
        servers.kill()
    say(
        f"Redis away: {len(PAGES) * TIMES} pages each, p95 {with_it:.0f} ms with Redis, {without_it:.0f} ms without"
    )
    assert statuses == alone == {200}
    assert {status for status, _page in answers} == {200}
    assert all(RECEIPT.search(page) for _status, page in answers)
    assert Response.objects.count() == 2 * PEOPLE
