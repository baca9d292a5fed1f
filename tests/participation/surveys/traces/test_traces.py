"""Somebody answers, errs, breaks off and comes back; afterwards nothing tells who it was."""

import html
import http.client
import re
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from participation.surveys.models import Response, SurveyVersion
from scripts.with_services import free_port
from tests.factories.surveys import lines, published, question
from tests.participation.surveys.traces.marks import CANARY, COMES_FROM, HEADERS, MARKS, traces
from tests.plugins.servers import WebServers

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
STATE = re.compile(r'name="state" value="([^"]+)"')
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}")
StartServer = Callable[..., int]


@pytest.fixture
def start_server(transactional_db: None, tmp_path: Path) -> Iterator[StartServer]:
    """The web server of real operation (Dockerfile), with its log in a file."""
    servers = WebServers(tmp_path / "web.log")
    cache.clear()

    def start(planted: str = "") -> int:
        port = free_port()
        own = {"TRUSTED_PROXIES": "1", "PLANTED": planted, "LOG_LEVEL": "DEBUG"}
        # Whatever it writes, for ever or for a moment, stands below the folder of this test.
        own["TMPDIR"] = str(tmp_path)
        # To be reached from the marked address, too.
        listening = ["--host", "0.0.0.0", "--port", str(port), "--workers", "1"]
        application = "tests.participation.surveys.traces.served:application"
        servers.start("granian", "--interface", "wsgi", *listening, application, port=port, **own)
        return port

    yield start
    servers.kill()


@dataclass
class Visitor:
    """A browser with a marked address, name and origin."""

    port: int
    survey: str
    text: str = ""
    cookies: list[str] = field(default_factory=list)

    def get(self, path: str) -> int:
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> int:
        return self._ask("POST", path, urlencode(fields).encode())

    def send(self, step: str, **answers: str) -> int:
        """One step of answering, with what the page before has handed over; fields as q_code."""
        found = STATE.search(self.text)
        state = {"state": html.unescape(found[1])} if found else {}
        typed = {name.replace("_", "-"): answer for name, answer in answers.items()}
        return self.post(self.survey, **state, **typed, step=step)

    def _ask(self, method: str, path: str, body: bytes = b"") -> int:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        line = http.client.HTTPConnection("127.0.0.1", self.port, 30, (COMES_FROM, 0))
        with closing(line):
            # Who sends too much is told so before everything has arrived.
            with suppress(BrokenPipeError):
                line.request(method, path, body, {**HEADERS, **kind})
            answer = line.getresponse()
            self.text = answer.read().decode(errors="replace")
        self.cookies += answer.headers.get_all("Set-Cookie") or []
        return answer.status


def open_survey() -> SurveyVersion:
    now, day = timezone.now(), timedelta(days=1)
    options = lines("a", "other", other={"with_text": True})
    return published(
        [question("single", "one", options=options), question("short_text", "short")],
        question("long_text", "long"),
        opens_at=now - day,
        closes_at=now + day,
    )


def visitor(port: int, version: SurveyVersion) -> Visitor:
    return Visitor(port, reverse("surveys:answer", args=[version.survey.slug]))


def begin(person: Visitor, words: str = "") -> None:
    """As far as the last page, with the canary in every field for text."""
    assert person.send("start", version="1") == 200
    words = f"{CANARY} {words}"
    assert person.send("next", q_one="other", other_one=words, q_short=words) == 200


def answer_to_the_end(person: Visitor) -> None:
    begin(person)
    assert person.send("next", q_long=f"{CANARY} am Ende") == 200
    assert CODE.search(person.text)


def err_in_every_way(person: Visitor) -> None:
    """Too long, too big, unreadable, unknown; the database refuses, the program fails."""
    begin(person)
    assert person.send("next", q_long=CANARY * 400) == 200
    assert "zu lang" in person.text
    assert person.post(person.survey, step="next", state=CANARY) == 400
    with suppress(ConnectionResetError):
        assert person.post(person.survey, step="next", **{"q-long": CANARY * 400_000}) == 413
    assert person.get(f"{person.survey}?q={CANARY}") in (200, 302)
    assert person.get(f"/umfragen/gibt-es-nicht/?q={CANARY}") == 404
    for words, status in (("unlesbar", 400), ("zerbrochen", 500)):
        begin(person, words)
        assert person.send("next", q_long=f"{CANARY} {words}") == status


def break_off_and_come_back(person: Visitor) -> None:
    begin(person)
    person.send("save", q_long=f"{CANARY} bis hier")
    code = CODE.search(person.text)
    assert code
    assert person.post(reverse("surveys:resume"), code="0000-0000-00000") == 200
    assert person.post(reverse("surveys:resume"), code=code[0]) == 200
    assert CANARY in html.unescape(person.text)


def read_and_take_back(person: Visitor) -> None:
    answer_to_the_end(person)
    code = CODE.search(person.text)
    assert code
    receipt = reverse("surveys:receipt")
    person.post(receipt, code="0000-0000-00000")
    assert person.post(receipt, code=code[0]) == 200
    assert CANARY in person.text
    assert person.post(receipt, code=code[0], deed="withdraw") == 200


@pytest.mark.behaviour("Q14")
def test_nothing_tells_who_answered(start_server: StartServer, tmp_path: Path) -> None:
    version = open_survey()
    person = visitor(start_server(), version)
    person.get(reverse("surveys:survey_list"))
    person.get(reverse("surveys:intro", args=[version.survey.slug]))
    answer_to_the_end(person)
    err_in_every_way(person)
    break_off_and_come_back(person)
    read_and_take_back(person)

    assert Response.objects.count() == 1
    for name, mark in MARKS.items():
        assert traces(mark, files=tmp_path) == set(), name
    # It is looked for in the right way: where it belongs, the canary is found.
    assert traces(CANARY, files=tmp_path) == {"participation_response.answers"}
    assert person.cookies == []


@pytest.mark.behaviour("Q14")
@pytest.mark.parametrize(
    ("planted", "mark", "place"),
    [
        ("log", "browser", "web.log"),
        ("log", "address of the line", "web.log"),
        ("file", "page before", "smartregion-tests-"),
        ("temporary file", "languages", "seen"),
        ("cache", "address behind the proxy", "redis:"),
        ("database", "page before", "core_auditentry.changes"),
    ],
)
def test_a_planted_leak_is_found(
    planted: str, mark: str, place: str, start_server: StartServer, tmp_path: Path
) -> None:
    version = open_survey()
    person = visitor(start_server(planted), version)
    person.get(reverse("surveys:intro", args=[version.survey.slug]))
    assert any(each.startswith(place) for each in traces(MARKS[mark], files=tmp_path))
