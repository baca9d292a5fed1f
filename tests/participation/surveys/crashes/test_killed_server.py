"""500 people send their answers while the web server is killed again and again: none lost, none doubled."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from participation.surveys.actions import hand_out_codes
from participation.surveys.codes import access_hash, receipt_code
from participation.surveys.models import Response, Survey, SurveyVersion
from scripts.with_services import free_port
from tests.factories.surveys import published, question
from tests.participation.surveys.crashes.people import Told, person, send_all, send_together
from tests.plugins.figures import Say
from tests.plugins.servers import WebServers

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

PEOPLE = 500
# Where an open survey can die, and where one with codes can, which has a longer transaction.
OPEN = ("received", "before_insert", "after_insert", "after_commit", "half_sent")
CODES = ("before_insert", "after_insert", "before_commit", "after_commit")


@dataclass(frozen=True)
class Server:
    port: int
    marks: Path

    @property
    def deaths(self) -> int:
        return self.marks.stat().st_size


StartServer = Callable[..., Server]


@pytest.fixture
def start_server(transactional_db: None, tmp_path: Path) -> Iterator[StartServer]:
    """The web server of real operation, with a point at which its processes die."""
    servers = WebServers(tmp_path / "web.log")

    def start(point: str, *, flaw: str = "") -> Server:
        port, marks = free_port(), tmp_path / "deaths"
        knife = {"DEADLY_POINT": point, "DEADLY_MARKS": str(marks), "DEADLY_FLAW": flaw}
        application = "tests.participation.surveys.crashes.deadly_server:application"
        # Preloaded, a process that died is replaced within milliseconds.
        options = ["--preload", "--workers", "2", "--threads", "4", "--log-level", "critical"]
        listening = ["--bind", f"127.0.0.1:{port}"]
        servers.start("gunicorn", application, *listening, *options, port=port, **knife)
        return Server(port, marks)

    yield start
    servers.kill()


def survey(mode: str) -> SurveyVersion:
    now = timezone.now()
    day = timedelta(days=1)
    texts = question("long_text", "b")
    return published(
        [question("single", "a"), texts], opens_at=now - day, closes_at=now + day, mode=mode
    )


def accesses(version: SurveyVersion, number: int) -> list[str]:
    """The right to answer for so many people; in an open survey everybody has it."""
    if version.survey.mode == Survey.Mode.OPEN:
        return [""] * number
    codes = hand_out_codes(
        survey=version.survey, batch="Brief", number=number, by=None, on=timezone.localdate()
    )
    return [access_hash(code) for code in codes]


def everybody_sends(
    start_server: StartServer, mode: str, point: str, people: int = PEOPLE, **flaw: str
) -> tuple[Server, list[Told]]:
    version = survey(mode)
    senders = [
        person(version, f"Wort {number}", access=access)
        for number, access in enumerate(accesses(version, people))
    ]
    server = start_server(point, **flaw)
    return server, send_all(server.port, senders)


def stored() -> Counter[str]:
    """How often each text is there: the truth of the database, whatever the keys say."""
    return Counter(each["b"] for each in Response.objects.values_list("answers", flat=True))


def counted(server: Server, mode: str, point: str, people: int) -> str:
    found = stored()
    lost, doubled = people - len(found), found.total() - len(found)
    return (
        f"Killed server, {mode} survey, {point}: {server.deaths} deaths, {people} people, "
        f"{lost} lost, {doubled} doubled"
    )


WORDS = Counter({f"Wort {number}": 1 for number in range(PEOPLE)})


@pytest.mark.behaviour("X1", "Q7", "Q35")
@pytest.mark.parametrize(
    ("mode", "point"),
    [*(("open", point) for point in OPEN), *(("code", point) for point in CODES)],
)
def test_a_killed_server_loses_no_answers_and_doubles_none(
    start_server: StartServer, mode: str, point: str, say: Say
) -> None:
    server, told = everybody_sends(start_server, mode, point)
    say(counted(server, mode, point, PEOPLE))
    assert server.deaths >= 10
    assert {each.status for each in told} == {200}
    assert all(each.receipt == receipt_code(each.person.nonce).encode() for each in told)
    assert any(each.tries > 1 for each in told)
    assert stored() == WORDS
    assert set(Response.objects.values_list("pk", flat=True)) == {
        each.person.nonce for each in told
    }


@pytest.mark.long
@pytest.mark.behaviour("X1")
@pytest.mark.parametrize("point", OPEN)
def test_two_hundred_deaths_at_each_point_lose_no_answers(
    start_server: StartServer, point: str, say: Say
) -> None:
    """With five points, a thousand faults."""
    people = 4_000
    server, told = everybody_sends(start_server, "open", point, people=people)
    say(counted(server, "open", point, people))
    assert server.deaths >= 200
    assert {each.status for each in told} == {200}
    assert stored() == Counter({f"Wort {number}": 1 for number in range(people)})


def test_the_count_finds_answers_that_are_stored_twice(start_server: StartServer) -> None:
    everybody_sends(start_server, "open", "after_commit", flaw="double")
    assert stored().total() > PEOPLE


def test_the_count_finds_answers_that_are_lost(start_server: StartServer) -> None:
    everybody_sends(start_server, "open", "half_sent", flaw="lose")
    assert stored().total() < PEOPLE


@pytest.mark.behaviour("X6", "Q7")
@pytest.mark.parametrize("mode", ["open", "code"])
def test_a_button_pressed_fifty_times_at_once_makes_one_response(
    start_server: StartServer, mode: str
) -> None:
    version = survey(mode)
    server = start_server("nowhere")
    for number, access in enumerate(accesses(version, 40)):
        sender = person(version, f"Wort {number}", access=access)
        told = send_together(server.port, [sender] * 50)
        assert {(each.status, each.receipt) for each in told} == {
            (200, receipt_code(sender.nonce).encode())
        }
    assert stored() == Counter({f"Wort {number}": 1 for number in range(40)})
