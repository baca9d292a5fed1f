"""How far people get, counted for everybody together: once for each person and page, and cheaply."""

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connections
from django.test import Client
from django.urls import reverse

from participation.surveys.actions import passing
from participation.surveys.actions.passing import COLLECTOR, Collector, add_passages
from participation.surveys.answering import Answering
from participation.surveys.models import PassageCount, Pretest, SurveyVersion
from participation.surveys.passages import (
    BOUNDS,
    DONE,
    SENT,
    SHOWN,
    Passage,
    class_of,
    median_seconds,
)
from participation.surveys.views.answering.passing import moved_on
from participation.surveys.views.answering.turns import Turn
from tests.factories.dates import NOON
from tests.factories.surveys import published, question
from tests.pages import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    COLLECTOR.forget()
    yield
    COLLECTOR.forget()


@pytest.fixture
def version() -> SurveyVersion:
    return published(
        question("yes_no", "eins"),
        question("number", "zwei", condition={"question": "eins", "op": "is", "value": "yes"}),
        question("number", "drei"),
    )


class Person:
    """Somebody who answers in a browser without scripts."""

    def __init__(self, version: SurveyVersion, device: str = "") -> None:
        self.client, self.version = Client(), version
        self.state = self._send({"step": "start", "version": "1", "device": device})

    def _send(self, data: dict[str, Any]) -> str:
        address = reverse("surveys:answer", args=[self.version.survey.slug])
        html = self.client.post(address, data).content.decode()
        _before, _mark, rest = html.partition('name="state" value="')
        return rest.partition('"')[0]

    def go(self, step: str = "next", **typed: str) -> "Person":
        answers = {f"q-{name}": value for name, value in typed.items()}
        self.state = self._send({"step": step, "state": self.state, **answers}) or self.state
        return self


def counted() -> Counter[tuple[int, str]]:
    COLLECTOR.flush()
    found: Counter[tuple[int, str]] = Counter()
    for each in PassageCount.objects.filter(measure__in=(SHOWN, SENT, DONE)):
        found[each.page, each.measure] += each.number
    return found


@pytest.mark.behaviour("Q27")
def test_each_step_forward_counts_the_page_that_is_left_and_the_one_that_comes(
    version: SurveyVersion,
) -> None:
    Person(version).go(eins="yes").go(zwei="1").go(drei="2")
    Person(version).go(eins="no")
    assert counted() == {
        (0, SHOWN): 2, (0, SENT): 2, (1, SHOWN): 1, (1, SENT): 1, (2, SHOWN): 2, (2, SENT): 1, (2, DONE): 1,
    }  # fmt: skip


@pytest.mark.behaviour("Q7", "Q27")
def test_reload_double_click_back_and_forth_count_once(version: SurveyVersion) -> None:
    person = Person(version)
    first = person.state
    person.go(eins="yes")
    person.state = first  # a reload, and the browser's own way back
    person.go(eins="yes").go(zwei="1").go("back").go("back").go(eins="yes").go(zwei="1")
    last = person.state
    person.go(drei="2")
    person.state = last
    person.go(drei="2")
    assert set(counted().values()) == {1}
    assert len(counted()) == 7


@pytest.mark.behaviour("Q27")
def test_a_page_that_comes_back_with_faults_was_not_left(version: SurveyVersion) -> None:
    Person(version).go(eins="yes").go(zwei="keine Zahl").go(zwei="immer noch nicht")
    assert counted() == {(0, SHOWN): 1, (0, SENT): 1, (1, SHOWN): 1}


@pytest.mark.behaviour("Q27")
def test_what_a_page_took_is_counted_in_classes_apart_from_the_device(
    version: SurveyVersion,
) -> None:
    for seconds in (4, 12, 100, 3600 * 8):
        with time_machine.travel(NOON, tick=False) as clock:
            person = Person(version, "phone")
            clock.shift(timedelta(seconds=seconds))
            person.go(eins="no")
    COLLECTOR.flush()
    spans = PassageCount.objects.filter(measure__startswith="s", page=0).exclude(
        measure__in=(SHOWN, SENT)
    )
    assert {(each.measure, each.device, each.number) for each in spans} == {
        ("s0", "", 1), ("s10", "", 1), ("s90", "", 1),
    }  # fmt: skip
    assert set(PassageCount.objects.filter(measure=SENT).values_list("device", "number")) == {
        ("phone", 4)
    }


@pytest.mark.behaviour("Q27")
@pytest.mark.parametrize(
    ("said", "device"),
    [("phone", "phone"), ("tablet", "tablet"), ("desktop", "desktop"), ("", "unknown"), ("<b>", "unknown")],
)  # fmt: skip
def test_the_device_is_a_word_of_the_browser_or_unknown(
    version: SurveyVersion, said: str, device: str
) -> None:
    Person(version, said)
    COLLECTOR.flush()
    assert PassageCount.objects.get().device == device


def test_trying_out_counts_nothing(version: SurveyVersion) -> None:
    state = Answering.begin(1, at=NOON)
    turn: Turn[Pretest] = Turn(None, Pretest(), state)  # type: ignore[arg-type]
    assert moved_on(turn, 1, at=NOON).state == state.turn_to(1)
    assert not counted()


@pytest.mark.behaviour("Q14", "Q27")
def test_answering_asks_the_database_nothing_more(version: SurveyVersion) -> None:
    # The parts of a page that everybody sees alike are made for the first one.
    Person(version).go(eins="no").go(drei="1")
    person = Person(version)
    assert queries_of(lambda: person.go(eins="no")) == 0
    # The one statement that stores the response, as ever.
    assert queries_of(lambda: person.go(drei="1")) == 1
    assert queries_of(COLLECTOR.flush) == 1


def passages(number: int) -> list[Passage]:
    versions = SurveyVersion.objects.values_list("pk", flat=True)
    return [Passage(versions[0], page, "phone", SHOWN) for page in range(number)]


def test_one_statement_for_hundreds_of_events(version: SurveyVersion) -> None:
    collector = Collector(every=0)
    for step in range(300):
        collector.note(passages(5), step=step)
    assert queries_of(collector.flush) == 1
    assert set(PassageCount.objects.values_list("number", flat=True)) == {300}
    assert queries_of(collector.flush) == 0


@pytest.mark.behaviour("Q27")
def test_a_crash_loses_what_was_not_written_and_nothing_else(version: SurveyVersion) -> None:
    Person(version)
    COLLECTOR.flush()
    Person(version).go(eins="no")
    COLLECTOR.forget()  # as if the process had been killed
    Person(version)
    assert counted() == {(0, SHOWN): 2}


def test_counts_wait_for_a_database_that_is_away(
    version: SurveyVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(**_counts: object) -> None:
        raise OperationalError

    Person(version)
    with monkeypatch.context() as patch:
        patch.setattr(passing, "add_passages", away)
        COLLECTOR.flush()
        assert not PassageCount.objects.exists()
    assert counted() == {(0, SHOWN): 1}


@pytest.mark.behaviour("Q27")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_processes_that_write_at_once_lose_nothing_and_never_wait_in_a_circle(
    version: SurveyVersion,
) -> None:
    found, faults = passages(40), []

    def write(order: int) -> None:
        try:
            for _round in range(25):
                some = found if order % 2 else found[::-1]
                add_passages(counts=dict.fromkeys(some, 1))
        except Exception as fault:  # noqa: BLE001 - told below
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(order,)) for order in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert set(PassageCount.objects.values_list("number", flat=True)) == {100}


@pytest.mark.behaviour("Q27")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_counts_are_written_by_themselves_after_a_moment(version: SurveyVersion) -> None:
    collector = Collector(every=0.05)
    collector.note(passages(2), step=1)
    assert collector._timer is not None
    collector._timer.join(5)
    assert PassageCount.objects.count() == 2


# -- the median ------------------------------------------------------------------------------------
def test_the_median_of_classes_lies_where_half_of_the_values_are() -> None:
    assert median_seconds({}) is None
    # 10 values in 20..30: the middle is 25.
    assert median_seconds({"s20": 10}) == 25
    # L + (n/2 - F) / f * w = 30 + (10 - 8) / 8 * 15
    assert median_seconds({"s10": 8, "s30": 8, "s60": 4}) == 33.75
    assert median_seconds({"s0": 1}) == 2.5


def test_every_span_has_its_class() -> None:
    assert [class_of(low) for low in BOUNDS[:-1]] == [f"s{low}" for low in BOUNDS[:-1]]
    assert class_of(1799) == "s600"
    assert class_of(1800) is None
    assert class_of(-1) is None
    assert all(len(class_of(low) or "") <= 8 for low in BOUNDS)
