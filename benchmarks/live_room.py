"""Three hundred phones in the hall ask every two seconds, while people go on asking and agreeing."""

import http.client
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from benchmarks.figure import Figure
from benchmarks.load import Outcome, drive, request
from participation.events.actions.live import ask_question, support_question, take_questions
from participation.events.models import Event

PHONES, EVERY = 300, 2.0
SECONDS = 20.0
# As much happens in twenty seconds as on a whole evening.
QUESTIONS, SUPPORTS_EACH = 10, 5


def hall(port: int) -> list[Figure]:
    """How long a phone waits for its answer, and after how long it shows a new question."""
    evening = Evening(port, _open())
    # Both processes have answered before the clock starts.
    drive(port, evening.polls(), seconds=SECONDS / 4)
    talk = threading.Thread(target=evening.hold)
    talk.start()
    load = _at_the_pace_of_a_hall(port, evening.polls())
    talk.join()
    floor = _at_the_pace_of_a_hall(port, repeat(request("GET", "/floor/empty/")))
    name = f"live room, {PHONES} phones, every {EVERY:.0f} s"
    # A phone has to ask before it is told.
    seen, n = max(evening.delays) + EVERY, load.count
    return [
        Figure(f"{name}: p95 (floor: empty view)", load.p95_ms, "ms", floor.p95_ms, n),
        Figure(f"{name}: p99 (floor: empty view)", load.p99_ms, "ms", floor.p99_ms, n),
        Figure(f"{name}: a question is seen after", seen, "s", EVERY, len(evening.delays)),
    ]


def _at_the_pace_of_a_hall(port: int, requests: Iterator[bytes]) -> Outcome:
    return drive(port, requests, seconds=SECONDS, connections=64, pace=PHONES / EVERY)


def _open() -> Event:
    coming = Event.objects.filter(is_public=True, ends_at__gt=timezone.now())
    event = coming.earliest("starts_at")
    take_questions(event=event, takes=True, by=None)
    return event


@dataclass
class Evening:
    """People who ask and agree, and phones that look on."""

    port: int
    event: Event
    # What phones know that have looked a moment ago.
    mark: str = ""
    # Seconds from each question until the server told it to whoever looked.
    delays: list[float] = field(default_factory=list)

    @property
    def path(self) -> str:
        return reverse("events:live_questions", args=[self.event.slug])

    def polls(self) -> Iterator[bytes]:
        while True:
            yield request("GET", f"{self.path}?mark={self.mark}")

    def hold(self) -> None:
        """Ask ten questions, and let five people agree with each."""
        for number in range(QUESTIONS):
            words = f"Frage {number} an die Veranstaltung?"
            question = ask_question(event=self.event, text=words, at=timezone.now())
            asked = time.perf_counter()
            while words not in (page := self._look()):
                time.sleep(0.02)
            self.delays.append(time.perf_counter() - asked)
            self.mark = page.partition("mark=")[2].partition('"')[0]
            for voice in range(SUPPORTS_EACH):
                support_question(question=question, voice=f"{number} {voice}")
            time.sleep(SECONDS / QUESTIONS / 2)
        connection.close()

    def _look(self) -> str:
        phone = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        phone.request("GET", self.path)
        page = phone.getresponse().read().decode()
        phone.close()
        return page
