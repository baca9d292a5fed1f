"""The table of responses, cell by cell, for every kind of question; and its code book."""

import csv
import io
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.actions import publish_survey
from participation.surveys.columns import NOT_SHOWN
from participation.surveys.document.conditions import parse
from participation.surveys.document.questionnaire import Type, questionnaire_of
from participation.surveys.exports import code_book, code_book_rows, heading, rows_of, select
from participation.surveys.models import Question, Response, Survey, SurveyVersion
from smartregion.accounts.models import User
from smartregion.core.shelf import Shelf
from tests.factories.dates import DAY, NOON
from tests.factories.every_kind import ANSWERS, KINDS, QUESTIONS, SCALE
from tests.factories.surveys import both, lines, published, question, respond, survey_with
from tests.pages import queries_of
from tests.prompted import Prompted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def table(survey: Survey) -> list[dict[str, object]]:
    selection = select(survey)
    names = heading(selection)
    return [dict(zip(names, row, strict=True)) for row in rows_of(selection)]


def row_of(survey: Survey) -> dict[str, object]:
    (row,) = table(survey)
    return row


@pytest.mark.behaviour("Q1")
def test_every_kind_of_question_has_its_columns() -> None:
    assert {each["type"] for each, _answer, _cells in KINDS} == set(Type)
    version = published(QUESTIONS)
    respond(version, ANSWERS)
    row = row_of(version.survey)
    cells = {name: cell for _question, _answer, made in KINDS for name, cell in made.items()}
    assert {name: row[name] for name in cells} == cells
    about = {"id", "fassung", "sprache", "herkunft", "tag", "auffaellig"}
    assert set(row) == set(cells) | about


@pytest.mark.behaviour("Q1")
def test_left_empty_is_another_thing_than_not_shown() -> None:
    version = published(QUESTIONS)
    respond(version, dict.fromkeys(ANSWERS))
    respond(version, {})
    cells = [name for _question, _answer, made in KINDS for name in made]
    found = [{row[name] for name in cells} for row in table(version.survey)]
    assert sorted(found, key=str) == [{NOT_SHOWN}, {None}]


def test_rows_and_options_that_were_hidden_are_not_shown() -> None:
    only_young = parse({"question": "age", "op": "is", "value": "young"}).to_json()
    version = published(
        question("single", "age", options=lines("young", "old")),
        [
            question("multiple", "some", options=lines("a", "b", "c", c={"condition": only_young})),
            question(
                "matrix",
                "grid",
                options=SCALE,
                rows=lines("r1", "r2", r2={"condition": only_young}),
            ),
        ],
    )
    respond(version, {"age": "old", "some": ["a"], "grid": {"r1": "1"}})
    row = row_of(version.survey)
    assert [row[f"some.{code}"] for code in "abc"] == [1, 0, NOT_SHOWN]
    assert [row[f"grid.{code}"] for code in ("r1", "r2")] == ["1", NOT_SHOWN]


def test_own_words_stand_in_a_column_of_their_own() -> None:
    options = lines("a", "other", other={"with_text": True})
    version = published(question("single", "q", options=options))
    respond(version, {"q": "other", "q.other": "Etwas Drittes"})
    assert row_of(version.survey)["q-text"] == "Etwas Drittes"


@pytest.mark.behaviour("Q4")
def test_the_order_that_was_shown_is_exported_and_the_same_again() -> None:
    options = lines(*"abcdefgh", "none", none={"exclusive": True})
    version = published(question("multiple", "q", options=options, is_shuffled=True))
    for _each in range(20):
        respond(version, {"q": ["a"]})
    rows = table(version.survey)
    seen = questionnaire_of(version).by_code["q"]
    for row in rows:
        arranged = seen.arranged(uuid.UUID(str(row["id"])).hex).options
        assert row["q-reihenfolge"] == " ".join(option.code for option in arranged)
        assert str(row["q-reihenfolge"]).endswith(" none")
    assert len({row["q-reihenfolge"] for row in rows}) > 10


def test_on_paper_nothing_was_shuffled() -> None:
    version = published(question("single", "q", is_shuffled=True))
    respond(version, {"q": "a"}, origin=Response.Origin.PAPER)
    assert row_of(version.survey)["q-reihenfolge"] is None


def test_what_is_known_of_a_response_stands_before_its_answers() -> None:
    version = published(question("single", "q"))
    made = respond(version, {"q": "a"}, language="en", suspicions=["fast", "trap"])
    row = row_of(version.survey)
    assert list(row.values())[:6] == [str(made.pk), 1, "en", "online", DAY, "fast trap"]


def test_lines_stand_in_an_order_that_says_nothing() -> None:
    version = published(question("number", "q"))
    for number in range(30):
        respond(version, {"q": number})
    rows = table(version.survey)
    assert [row["id"] for row in rows] == sorted(str(row["id"]) for row in rows)
    assert [row["q"] for row in rows] != list(range(30))


def test_versions_share_one_table() -> None:
    first = published(question("single", "q", options=lines("a", "b")))
    respond(first, {"q": "b"})
    second = SurveyVersion.objects.get(pk=next_version(first.survey))
    respond(second, {"q": "a", "new": "c"})
    rows = {row["fassung"]: row for row in table(first.survey)}
    assert (rows[1]["q"], rows[1]["new"]) == ("b", NOT_SHOWN)
    assert (rows[2]["q"], rows[2]["new"]) == ("a", "c")


def next_version(survey: Survey) -> int:
    page = survey.pages.get()
    Question.objects.create(
        survey=survey, page=page, position=2, **question("single", "new", text=both("Neu?"))
    )
    return publish_survey(survey=survey, by=None, at=NOON).pk


def test_queries_do_not_grow_with_the_responses() -> None:
    version = published(QUESTIONS)
    respond(version, {"one": "a"})
    Shelf.clear_all()
    one = queries_of(lambda: table(version.survey))
    for _each in range(2):
        respond(version, {"one": "b"})
    Shelf.clear_all()
    assert queries_of(lambda: table(version.survey)) == one


# -- code book ---------------------------------------------------------------------------------
@pytest.mark.behaviour("Q1")
def test_the_code_book_explains_every_column_in_the_order_of_the_table() -> None:
    version = published(QUESTIONS)
    names = heading(select(version.survey))
    assert [each.name for each in code_book(version.survey, language="de")] == names


@pytest.mark.behaviour("Q1")
def test_every_value_in_the_table_is_explained() -> None:
    version = published(QUESTIONS)
    respond(version, ANSWERS)
    respond(version, {})
    explained = {
        each.name: {value for value, _meaning in each.values}
        for each in code_book(version.survey, language="de")
    }
    # Their values are endless: numbers, days, own words, places of a ranking.
    free = {"num", "sli", "day", "short", "long", "calc", "mn.r1", "mn.r2"}
    for row in table(version.survey):
        for name, cell in list(row.items())[6:]:
            if name.split(".")[0] != "rank" and not (name in free and cell != NOT_SHOWN):
                assert ("" if cell is None else str(cell)) in explained[name], name


def test_the_code_book_says_what_is_asked_in_the_language_of_the_reader() -> None:
    version = published(question("multiple", "q", text=both("Was?")))
    book = code_book(version.survey, language="en")
    rows = {(row[0], row[5]): row for row in code_book_rows(book)}
    assert rows["q.a", "1"][1:3] == ("Was? (English)", "Text a (English)")


# -- pages -------------------------------------------------------------------------------------
@pytest.fixture
def reading(analyst: User) -> Client:
    return Prompted(analyst)


def url(name: str, survey: Survey) -> str:
    return reverse(f"surveys:{name}", args=[survey.slug])


def test_the_file_opens_in_a_german_excel_and_runs_nothing(reading: Client) -> None:
    version = published(question("long_text", "q"), question("number", "n"))
    respond(version, {"q": '=HYPERLINK("http://evil.example")', "n": 2.5})
    page = reading.get(url("responses_csv", version.survey))
    content = b"".join(page.streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"\xef\xbb\xbf")
    _heading, row = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert row[4:] == ["15.06.2026", "", '\'=HYPERLINK("http://evil.example")', "2,5"]
    assert "antworten.csv" in page["Content-Disposition"]


def test_a_draft_has_an_empty_table(reading: Client) -> None:
    survey = survey_with(question("single", "q"))
    assert len(table(survey)) == 0
    assert reading.get(url("code_book", survey)).status_code == 200
