"""Answering a survey under load, and its results page with 10,000 responses."""

import json
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle
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
from participation.surveys.kinds import field_name
from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.questionnaire import QQuestion, Questionnaire, Type, questionnaire_of

SECONDS = 8.0
CLIENTS = 4
MANY = 10_000


def typed_by(question: QQuestion, answer: Any) -> dict[str, list[str]]:
    """An answer as a browser would send it."""
    if answer is None:
        return {}
    if question.type == Type.MATRIX:
        rows = {field_name(question, row.code): answer.get(row.code) for row in question.rows}
        return {name: [str(code)] for name, code in rows.items() if code is not None}
    given = answer if isinstance(answer, list) else [answer]
    return {field_name(question): [str(value) for value in given]}


def whole_way(
    questionnaire: Questionnaire, answers: dict[str, Any]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What was typed on all pages but the last, and on the last."""
    pages = [
        {
            name: said
            for q in page.questions
            for name, said in typed_by(q, answers.get(q.code)).items()
        }
        for page in questionnaire.pages
    ]
    return {name: said for page in pages[:-1] for name, said in page.items()}, pages[-1]


def submits(version: SurveyVersion) -> Iterator[bytes]:
    """Last steps of people who all answered differently, each with a one-time number of its own."""
    path = reverse("surveys:answer", args=[version.survey.slug])
    questionnaire = questionnaire_of(version)
    last = len(questionnaire.pages) - 1
    ways = [whole_way(questionnaire, answers) for answers in example_answers(version)]
    for before, on_last_page in cycle(ways):
        state = replace(
            Answering.begin(version.pk, at=timezone.now()),
            nonce=uuid.uuid4(),
            page=last,
            typed=before,
        )
        body = urlencode({"state": state.pack(), "step": "next", **on_last_page}, doseq=True)
        yield request("POST", path, body=body.encode())


def example_answers(version: SurveyVersion) -> list[dict[str, Any]]:
    return list(version.responses.order_by("pk").values_list("answers", flat=True)[:600])


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
            for count, row in enumerate(cycle(rows)):
                if time.perf_counter() > until:
                    return count
                database.execute("INSERT INTO benchmark_floor (answers) VALUES (%s)", [row])
        return 0

    with ThreadPoolExecutor(CLIENTS) as clients:
        return sum(clients.map(insert, range(CLIENTS))) / (SECONDS / 2)


def answering(port: int) -> list[Figure]:
    survey = Survey.objects.answerable(timezone.now()).get()
    version = survey.versions.first()
    assert version is not None
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
    survey = Survey.objects.answerable(timezone.now()).get()
    version = survey.versions.first()
    assert version is not None
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
