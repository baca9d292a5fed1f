"""Answering a survey under load, and its results page with 10,000 responses."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import count, cycle
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from benchmarks.figure import Figure
from benchmarks.load import drive, request
from benchmarks.pages import as_person, queries_of, timed
from participation.surveys.answering import Answering
from participation.surveys.document.questionnaire import (
    QQuestion,
    Questionnaire,
    Type,
    questionnaire_of,
)
from participation.surveys.kinds import Typed, field_name
from participation.surveys.models import Response, Survey, SurveyVersion

SECONDS = 8.0
CLIENTS = 4
MANY = 10_000
# The behaviour Q35: so many pages a second, for so long.
PAGES_PER_SECOND, MINUTE = 50, 60.0


def typed_by(question: QQuestion, answer: Any) -> dict[str, list[str]]:
    """An answer as a browser would send it."""
    if answer is None:
        return {}
    if question.type == Type.MATRIX:
        rows = {field_name(question, row.code): answer.get(row.code) for row in question.rows}
        return {name: [str(code)] for name, code in rows.items() if code is not None}
    given = answer if isinstance(answer, list) else [answer]
    return {field_name(question): [str(value) for value in given]}


def typed_on_pages(
    questionnaire: Questionnaire, answers: dict[str, Any]
) -> list[dict[str, list[str]]]:
    """What was typed on each page."""
    return [
        {
            name: said
            for question in page.questions
            for name, said in typed_by(question, answers.get(question.code)).items()
        }
        for page in questionnaire.pages
    ]


def addresses() -> Iterator[str]:
    """Where people come from, each from a network of their own."""
    return (f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in count())


def begun(version: SurveyVersion) -> Answering:
    """Somebody who began ten minutes ago."""
    return Answering.begin(version.pk, language="de", at=timezone.now() - timedelta(minutes=10))


def step(version: SurveyVersion, state: Answering, typed: Typed, address: str) -> bytes:
    """The request of somebody who sends one page."""
    path = reverse("surveys:answer", args=[version.survey.slug])
    body = urlencode({"state": state.pack(), "step": "next", **typed}, doseq=True)
    return request("POST", path, body=body.encode(), address=address)


def submits(version: SurveyVersion) -> Iterator[bytes]:
    """Last steps of people who all answered differently, each with a one-time number of its own."""
    questionnaire = questionnaire_of(version)
    ways = [typed_on_pages(questionnaire, answers) for answers in example_answers(version)]
    for (*before, last), address in zip(cycle(ways), addresses(), strict=False):
        carried = {name: said for page in before for name, said in page.items()}
        state = replace(begun(version), page=len(before), typed=carried)
        yield step(version, state, last, address)


def whole_ways(version: SurveyVersion, people: list[Answering]) -> Iterator[bytes]:
    """Page after page of people who answer; one of ten sends the last page twice."""
    questionnaire = questionnaire_of(version)
    ways = cycle(typed_on_pages(questionnaire, answers) for answers in example_answers(version))
    for number, (state, pages, address) in enumerate(zip(people, ways, addresses(), strict=False)):
        for page, typed in enumerate(pages):
            yield step(version, state.turn_to(page), typed, address)
            state = state.keep(typed)
        if number % 10 == 0:
            yield step(version, state.turn_to(len(pages) - 1), pages[-1], address)


def example_answers(version: SurveyVersion) -> list[dict[str, Any]]:
    return list(version.responses.order_by("pk").values_list("answers", flat=True)[:600])


def open_for_all() -> tuple[Survey, SurveyVersion]:
    """The demo's survey that everybody may answer."""
    survey = Survey.objects.answerable(timezone.now()).get(mode=Survey.Mode.OPEN)
    version = survey.versions.first()
    assert version is not None
    return survey, version


def make_floor() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE benchmark_floor (id bigserial PRIMARY KEY, answers jsonb)")


def floor_inserts(version: SurveyVersion) -> Iterator[bytes]:
    for answers in cycle(example_answers(version)):
        body = urlencode({"json": json.dumps(answers)})
        yield request("POST", "/floor/insert/", body=body.encode())


def raw_inserts(version: SurveyVersion) -> float:
    """psycopg alone, without Django or HTTP: rows per second over a few connections."""
    rows = [json.dumps(answers) for answers in example_answers(version)]
    until = time.perf_counter() + SECONDS / 2

    def insert(_client: int) -> int:
        with psycopg.connect(settings.DATABASE_URL, autocommit=True) as database:
            for number, row in enumerate(cycle(rows)):
                if time.perf_counter() > until:
                    return number
                database.execute("INSERT INTO benchmark_floor (answers) VALUES (%s)", [row])
        return 0

    with ThreadPoolExecutor(CLIENTS) as clients:
        return sum(clients.map(insert, range(CLIENTS))) / (SECONDS / 2)


def answering(port: int) -> list[Figure]:
    survey, version = open_for_all()
    make_floor()
    list_of_submits = prepared(submits(version), 12_000)
    before = Response.objects.count()
    stored = drive(port, iter(list_of_submits), seconds=SECONDS)
    assert Response.objects.count() - before == stored.count, (
        "not every answered submit was stored once"
    )
    in_view = drive(port, iter(prepared(floor_inserts(version), 40_000)), seconds=SECONDS / 2)
    start = request("POST", reverse("surveys:answer", args=[survey.slug]), body=b"step=start")
    page = drive(port, cycle([start]), seconds=SECONDS / 2)
    nothing = drive(port, cycle([request("GET", "/floor/empty/")]), seconds=SECONDS / 2)
    n = stored.count
    return [
        Figure(
            "survey submits (floor: empty view, one insert)",
            stored.per_second,
            "1/s",
            in_view.per_second,
            n,
        ),
        Figure(
            "survey submits (floor: psycopg insert)",
            stored.per_second,
            "1/s",
            raw_inserts(version),
            n,
        ),
        Figure(
            "survey submit p99 (floor: empty view, one insert)",
            stored.p99_ms,
            "ms",
            in_view.p99_ms,
            n,
        ),
        Figure(
            "survey page (floor: empty view)",
            page.per_second,
            "1/s",
            nothing.per_second,
            page.count,
        ),
        *steady_load(port, version),
    ]


def steady_load(port: int, version: SurveyVersion) -> list[Figure]:
    """Fifty pages a second for a minute; what was lost or doubled is counted in the database."""
    pages = len(questionnaire_of(version).pages) + 0.1
    people = [begun(version) for _ in range(int(PAGES_PER_SECOND * MINUTE / pages))]
    sent = list(whole_ways(version, people))
    before = Response.objects.count()
    load = drive(port, iter(sent), seconds=MINUTE * 2, pace=PAGES_PER_SECOND)
    stored = Response.objects.filter(pk__in=[state.nonce for state in people]).count()
    lost, doubled = len(people) - stored, Response.objects.count() - before - stored
    floor = drive(
        port, iter(prepared(floor_inserts(version), 500)), seconds=MINUTE, pace=PAGES_PER_SECOND
    )
    name = f"survey, {PAGES_PER_SECOND} pages/s for {MINUTE:.0f} s"
    return [
        Figure(f"{name}: p95 (floor: one insert)", load.p95_ms, "ms", floor.p95_ms, load.count),
        Figure(f"{name}: lost", lost, "responses", 0, len(people)),
        Figure(f"{name}: doubled", doubled, "responses", 0, len(people)),
    ]


def prepared(requests: Iterator[bytes], count: int) -> list[bytes]:
    """Made before the clock starts, so that the generator only sends."""
    return [next(requests) for _ in range(count)]


def fill_up(version: SurveyVersion) -> None:
    """Bring the survey to exactly 10,000 responses by repeating the examples."""
    version.responses.exclude(origin=Response.Origin.EXAMPLE).delete()
    examples = list(version.responses.all())
    missing = MANY - len(examples)
    copies = (replace_id(examples[number % len(examples)]) for number in range(missing))
    Response.objects.bulk_create(copies, batch_size=1000)


def replace_id(example: Response) -> Response:
    return Response(
        version_id=example.version_id, answers=example.answers, language=example.language,
        origin=example.origin, submitted_on=example.submitted_on,
    )  # fmt: skip


def results(port: int) -> list[Figure]:
    survey, version = open_for_all()
    fill_up(version)
    path = reverse("surveys:results", args=[survey.slug])
    cookie = as_person("stabsstelle@pm.example")
    page = timed(port, path, cookie=cookie, times=10)
    floor = fetching("SELECT answers FROM participation_response WHERE version_id = %s", version.pk)
    queries = queries_of(path, "stabsstelle@pm.example")
    name = f"results page, {MANY:,} responses"
    return [
        Figure(f"{name} (floor: fetch them)", page, "ms", floor, 10),
        Figure(f"{name}: queries", queries, "queries", 1, 1),
    ]


def fetching(statement: str, argument: object) -> float:
    """Milliseconds to bring the rows into this process, read and decoded, best of five."""
    best = float("inf")
    with psycopg.connect(settings.DATABASE_URL) as database:
        for _ in range(5):
            started = time.perf_counter()
            database.execute(statement, [argument]).fetchall()
            best = min(best, time.perf_counter() - started)
    return best * 1000
