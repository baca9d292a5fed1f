"""People answer and take back while columns are written and read: nobody is lost, doubled or kept."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from random import Random
from threading import Event

import pytest
from django.db import connection

from participation.surveys.actions import forget_arrival, pack_answers, withdraw_response
from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.queries.table import response_table
from smartregion.core.shelf import Shelf
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import published, question, respond

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PEOPLE, STAY = 150, 30


@pytest.fixture
def version() -> SurveyVersion:
    return published([question("number", "n"), question("multiple", "some")])


def until(done: Event, deed: Callable[[int], object]) -> int:
    """Do it again and again; how often."""
    try:
        for number in count():
            if done.is_set():
                return number
            deed(number)
            done.wait(0.02)
    finally:
        connection.close()
    return 0


def come_and_go(version: SurveyVersion, done: Event) -> set[int]:
    """Many answer, some of them take it back at once; the numbers of those who stay."""
    dice, staying = Random(7), set()
    try:
        for number in range(PEOPLE):
            Event().wait(0.02)
            response = respond(version, {"n": number, "some": ["a"]})
            if number % 5:
                staying.add(number)
            else:
                Event().wait(dice.random() / 20)
                withdraw_response(response=Response.objects.get(pk=response.pk), at=NOON)
    finally:
        connection.close()
        done.set()
    return staying


def everybody(survey: Survey) -> Iterator[float]:
    Shelf.clear_all()
    table = response_table(survey)
    assert len(set(table.ids.tolist())) == table.n == table.state.responses
    yield from table.column("n").values


@pytest.mark.slow
def test_columns_hold_everybody_who_stays_and_nobody_else(version: SurveyVersion) -> None:
    survey, done = version.survey, Event()

    def look(_number: int) -> None:
        assert len(list(everybody(survey))) <= PEOPLE

    def write(number: int) -> None:
        pack_answers(survey=survey) if number % 2 else forget_arrival(on=DAY)

    # The pool has four connections, and this test itself holds one.
    with ThreadPoolExecutor(3) as pool:
        staying = pool.submit(come_and_go, version, done)
        written, looked = (pool.submit(until, done, deed) for deed in (write, look))
    assert min(written.result(), looked.result()) > 1
    assert sorted(everybody(survey)) == sorted(staying.result())
    assert len(staying.result()) == PEOPLE - STAY
    pack_answers(survey=survey)
    assert sorted(everybody(survey)) == sorted(staying.result())
    assert str(response_table(survey).state) == f"{PEOPLE - STAY}-{STAY}"
