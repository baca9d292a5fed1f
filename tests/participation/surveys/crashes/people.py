"""People who send their answers and, like every browser and every person, try again when it breaks."""

import http.client
import re
import threading
import time
import uuid
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from participation.surveys.answering import Answering
from participation.surveys.models import SurveyVersion

RECEIPT = re.compile(rb"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}")
PATIENCE = 240
HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Person:
    """One way through the questionnaire up to the last button; pressing it again sends the same."""

    nonce: uuid.UUID
    path: str
    body: bytes


@dataclass(frozen=True)
class Told:
    """What the server said at last, and how often it had to be asked."""

    person: Person
    status: int
    receipt: bytes
    tries: int


def person(version: SurveyVersion, text: str, *, access: str = "") -> Person:
    state = Answering.begin(version.pk, language="de", at=timezone.now(), access=access)
    body = urlencode({"state": state.pack(), "step": "next", "q-a": "a", "q-b": text})
    return Person(state.nonce, reverse("surveys:answer", args=[version.survey.slug]), body.encode())


def send_all(port: int, people: Iterable[Person], *, at_once: int = 8) -> list[Told]:
    """Everybody sends, several at a time, until each has been told something."""
    with ThreadPoolExecutor(at_once) as crowd:
        return list(crowd.map(lambda each: _send(port, each), people))


def send_together(port: int, same: Sequence[Person]) -> list[Told]:
    """The same button pressed many times in the very same moment."""
    start = threading.Barrier(len(same))

    def press(each: Person) -> Told:
        start.wait()
        return _send(port, each)

    with ThreadPoolExecutor(len(same)) as crowd:
        return list(crowd.map(press, same))


def _send(port: int, sender: Person) -> Told:
    deadline, tries = time.monotonic() + PATIENCE, 0
    while time.monotonic() < deadline:
        tries += 1
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("POST", sender.path, sender.body, HEADERS)
            answer = connection.getresponse()
            page = answer.read()
        except (OSError, http.client.HTTPException):
            # It broke off: nobody knows whether it arrived, so it is sent again.
            time.sleep(0.01)
            continue
        finally:
            connection.close()
        found = RECEIPT.search(page)
        return Told(sender, answer.status, found.group() if found else b"", tries)
    raise AssertionError(f"no answer within {PATIENCE} s, tried {tries} times")
