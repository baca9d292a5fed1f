"""Everybody answers: 214,700 responses to 30 questions, and 75,000 to 300."""

import json
import random
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from benchmarks import exports, server
from benchmarks.figure import Figure
from benchmarks.pages import as_person, first_fetch, queries_of, timed
from participation.surveys import actions
from participation.surveys.models import Page, Question, Response, Survey, SurveyVersion
from participation.surveys.queries import survey_results
from participation.surveys.queries.preparing import default_choice, prepare_release
from smartregion.county.models import Municipality

INHABITANTS, FEW, LONG = 214_700, 10_000, 75_000
OFFICE = "stabsstelle@pm.example"
DAYS = 60
# So many people are made up; the others answer like one of them.
DIFFERENT = 3_000
# How often each kind is asked in a survey of thirty questions.
KINDS = {
    "single": 11, "scale": 4, "multiple": 4, "matrix": 3, "ranking": 1, "yes_no": 2,
    "number": 2, "municipality": 1, "short_text": 2,
}  # fmt: skip


# -- the survey --------------------------------------------------------------------------------
def survey_of(slug: str, times: int = 1) -> SurveyVersion:
    """A published survey with thirty questions, or a multiple of that; ten to a page."""
    today = timezone.now()
    survey = Survey.objects.create(
        slug=slug, title=_text(slug), intro=_text("Intro"), privacy=_text(PRIVACY),
        closing=_text("Danke"), languages=["de"], minutes=10,
        opens_at=today - timedelta(days=DAYS), closes_at=today + timedelta(days=30),
    )  # fmt: skip
    kinds = [kind for kind, often in KINDS.items() for _ in range(often)] * times
    pages = [
        Page.objects.create(survey=survey, position=n, title=_text(f"Seite {n}"))
        for n in range(len(kinds) // 10)
    ]
    Question.objects.bulk_create(
        Question(
            survey=survey, page=pages[n // 10], position=n, code=f"q{n}", type=kind,
            text=_text(f"Frage {n}?"), **_parts(kind),
        )
        for n, kind in enumerate(kinds)
    )  # fmt: skip
    return actions.publish_survey(survey=survey, by=None, at=today)


PRIVACY = (
    "Verantwortlich ist der Landkreis, mit Datenschutzbeauftragter. Zweck ist die Planung, "
    "Rechtsgrundlage die Einwilligung, freiwillig. Löschung nach zwei Jahren. Auskunft, Beschwerde "
    "bei der Aufsichtsbehörde."
)


def _text(words: str) -> dict[str, str]:
    return {"de": words}


def _parts(kind: str) -> dict[str, Any]:
    options = 6 if kind == "multiple" else 5
    lines = [{"code": f"o{n}", "label": _text(f"Antwort {n}")} for n in range(1, options + 1)]
    if kind == "matrix":
        return {
            "options": lines,
            "rows": [{**line, "code": f"r{n}"} for n, line in enumerate(lines)],
        }
    return {"options": lines} if kind in ("single", "scale", "multiple", "ranking") else {}


# -- the people --------------------------------------------------------------------------------
def fill(version: SurveyVersion, number: int) -> None:
    """Bring a survey to so many responses, then write them into their columns."""
    dice = random.Random(214_700)
    places = [each.ags for each in Municipality.objects.all()]
    made_up = [json.dumps(_answers(version, dice, places)) for _ in range(DIFFERENT)]
    first = timezone.localdate() - timedelta(days=DAYS)
    missing = number - version.responses.count()
    statement = (
        "COPY participation_response (id, version_id, answers, language, origin, submitted_on,"
        " suspicions, packed) FROM STDIN"
    )
    with (
        psycopg.connect(settings.DATABASE_URL) as database,
        database.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for n in range(missing):
            day = first + timedelta(days=dice.randrange(DAYS))
            origin = "paper" if n % 20 == 0 else "online"
            answers = made_up[n % DIFFERENT]
            copy.write_row((uuid.uuid4(), version.pk, answers, "de", origin, day, "[]", False))
    actions.pack_answers(survey=version.survey)
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself after a while.
        cursor.execute("VACUUM ANALYZE participation_response, participation_answerblock")


def _answers(version: SurveyVersion, dice: random.Random, places: list[str]) -> dict[str, Any]:
    """One in twenty questions stays empty."""
    return {
        each["code"]: None if dice.random() < 0.05 else _answer(each, dice, places)
        for page in version.schema["pages"]
        for each in page["questions"]
    }


def _answer(question: dict[str, Any], dice: random.Random, places: list[str]) -> Any:
    codes = [each["code"] for each in question.get("options", [])]
    match question["type"]:
        case "multiple":
            return dice.sample(codes, dice.randint(1, 3))
        case "ranking":
            return dice.sample(codes, len(codes))
        case "matrix":
            return {row["code"]: dice.choice(codes) for row in question["rows"]}
        case "number":
            return dice.randint(16, 95)
        case "municipality":
            return dice.choice(places)
        case "short_text":
            return f"Mehr Busse nach {dice.choice(places)}, bitte" if dice.random() < 0.3 else None
    return dice.choice(codes)


# -- measuring ---------------------------------------------------------------------------------
def figures() -> list[Figure]:
    """Results of a survey that grows to the whole county, then one with 300 questions."""
    version = survey_of("bench-30")
    found = []
    for number in (FEW, INHABITANTS):
        fill(version, number)
        found += _page(version, f"results page, {number:,} x 30")
    found += [*_crosstab(version), *_new_response(version), *_pack(version), *_release(version)]
    found += exports.figures(version)
    long = survey_of("bench-300", times=10)
    fill(long, LONG)
    return found + _page(long, f"results page, {LONG:,} x 300")


def _page(version: SurveyVersion, name: str) -> list[Figure]:
    """Cold is the first page of a server that has just started, warm the ones after."""
    path = reverse("surveys:results", args=[version.survey.slug])
    cookie = as_person(OFFICE)
    floor = _blocks(version)
    with server.running() as port:
        cold = first_fetch(port, path, cookie)
        warm = timed(port, path, cookie=cookie, times=10)
    return [
        Figure(f"{name}: cold (floor: fetch the columns)", cold, "ms", floor, 1),
        Figure(f"{name}: warm (floor: fetch the columns)", warm, "ms", floor, 10),
        Figure(f"{name}: queries", queries_of(path, OFFICE), "queries", 1, 1),
    ]


def _blocks(version: SurveyVersion) -> float:
    """Milliseconds to bring the columns into this process, best of five."""
    statement = "SELECT key, number, codes FROM participation_answerblock WHERE survey_id = %s"
    return best_ms(lambda: _fetched(statement, version.survey_id))


def _fetched(statement: str, argument: object) -> None:
    with psycopg.connect(settings.DATABASE_URL) as database:
        database.execute(statement, [argument], binary=True).fetchall()


def best_ms(work: Callable[[], object], times: int = 5) -> float:
    def once() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return min(once() for _ in range(times)) * 1000


def _crosstab(version: SurveyVersion) -> list[Figure]:
    """Each time with a filter that was not asked for before."""
    path = reverse("surveys:crosstab", args=[version.survey.slug])
    filters = (f"answer=q1:o{n}&answer=q11:o{m}" for n in range(1, 6) for m in range(1, 5))
    # One of five answers by municipality.
    paths = [f"{path}?rows=q0&columns=q27&{chosen}" for chosen in filters]
    cookie = as_person(OFFICE)
    with server.running() as port:
        timed(port, paths[0], cookie=cookie, times=4)
        times = sorted(first_fetch(port, each, cookie) for each in paths[1:])
    return [
        Figure(
            "cross-tab with a new filter, 214,700 (floor: fetch the columns)",
            times[len(times) // 2], "ms", _blocks(version), len(times),
        )
    ]  # fmt: skip


def _new_response(version: SurveyVersion) -> list[Figure]:
    """From the moment in which an answer is stored until the page of results counts it."""
    path = reverse("surveys:results", args=[version.survey.slug])
    cookie = as_person(OFFICE)
    example = version.responses.values_list("answers", flat=True).first()
    with server.running() as port:
        first_fetch(port, path, cookie)
        Response.objects.create(
            version=version, answers=example, language="de", submitted_on=timezone.localdate()
        )
        waited = first_fetch(port, path, cookie)
    return [Figure("a new response is counted, 214,700", waited, "ms", _blocks(version), 1)]


def _release(version: SurveyVersion) -> list[Figure]:
    """Counting, protecting and attacking everything that can be released; floor: counting it."""
    survey, now = version.survey, timezone.now()
    floor = best_ms(lambda: survey_results(survey), times=1)
    prepared = best_ms(lambda: prepare_release(survey, default_choice(survey), at=now), times=1)
    return [Figure("release prepared, 214,700 (floor: count it)", prepared, "ms", floor, 1)]


def _pack(version: SurveyVersion) -> list[Figure]:
    """All columns anew from the responses; floor: read the responses."""
    statement = "SELECT id, answers FROM participation_response WHERE version_id = %s"
    floor = best_ms(lambda: _fetched(statement, version.pk), times=1)
    built = best_ms(lambda: actions.rebuild_columns(survey=version.survey), times=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(octet_length(codes)) FROM participation_answerblock")
        size = cursor.fetchone()[0] / 2**20
    return [
        Figure("columns anew, 214,700 (floor: fetch the answers)", built, "ms", floor, 1),
        Figure("columns in the database, 214,700", size, "MB", 1, 1),
    ]
