"""Q32: what stands in a file is what stands on the page of results, to the unit."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.http import QueryDict

from participation.surveys.document.questionnaire import Type, questionnaire_of
from participation.surveys.exports import Selection, csv_table, responses_json, sav, select, xlsx
from participation.surveys.exports.facts import facts_of
from participation.surveys.exports.watching import unwatched
from participation.surveys.models import Response, SurveyVersion
from participation.surveys.queries import asked_questions, survey_results
from participation.surveys.queries.filters import Filter
from participation.surveys.queries.table import response_table
from tests.factories.dates import DAY
from tests.factories.paper import everything
from tests.factories.random_answers import random_answers
from tests.factories.surveys import respond
from tests.participation.surveys.exports import reading
from tests.participation.surveys.exports.recount import Rows, differences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PEOPLE = 160
ORIGINS = list(Response.Origin)


@pytest.fixture
def version() -> SurveyVersion:
    """All 18 kinds, with conditions at every place, answered by people who leave gaps."""
    version, dice = everything(), Random(20)
    questionnaire = questionnaire_of(version)
    assert {each.type for each in questionnaire.questions} == set(Type)
    for number in range(PEOPLE):
        respond(
            version,
            random_answers(questionnaire, dice),
            language=dice.choice(["de", "en"]),
            origin=ORIGINS[number % 3],
            submitted_on=DAY + timedelta(days=number % 9),
            suspicions=["fast"] if number % 11 == 0 else [],
        )
    return version


def in_file(tmp_path: Path, name: str, write: Callable, selection: Selection) -> Path:  # type: ignore[type-arg]
    place = tmp_path / f"file.{name}"
    with place.open("wb") as file:
        facts = facts_of(selection, language="de", on=DAY)
        assert write(selection, facts, file, unwatched) == selection.n
    return place


def rows_in(format_: str, selection: Selection, tmp_path: Path) -> Rows:
    facts = facts_of(selection, language="de", on=DAY)
    match format_:
        case "csv":
            return reading.from_csv(b"".join(csv_table.stream(selection)), selection)
        case "json":
            return reading.from_json(b"".join(responses_json.stream(selection, facts)), selection)
        case "xlsx":
            return reading.from_xlsx(in_file(tmp_path, "xlsx", xlsx.write, selection), selection)
    return reading.from_sav(in_file(tmp_path, "sav", sav.write, selection), selection)


@pytest.mark.slow
@pytest.mark.behaviour("Q32")
@pytest.mark.behaviour("Q26")
@pytest.mark.parametrize("format_", ["csv", "xlsx", "sav", "json"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "answer=auto:yes",
        "answer=note:4&answer=note:5&language=de&mode=paper",
        "without=suspicious&from=2026-06-17",
        "answer=themen.b:1",
        "answer=jahr:3000",
    ],
)
def test_a_file_counts_like_the_page(
    version: SurveyVersion, tmp_path: Path, format_: str, query: str
) -> None:
    survey = version.survey
    chosen = Filter.from_query(QueryDict(query), response_table(survey))
    results = survey_results(survey, language="de", chosen=chosen)
    rows = rows_in(format_, select(survey, QueryDict(query)), tmp_path)
    assert differences(results, rows, asked_questions(survey)) == []
    assert bool(query) == (len(rows) < PEOPLE)
