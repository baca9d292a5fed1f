"""The columns of a survey say what its responses say, packed or not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.surveys.actions import (
    forget_arrival,
    pack_answers,
    publish_survey,
    rebuild_columns,
    withdraw_response,
)
from participation.surveys.blocks.book import grown, read_book
from participation.surveys.blocks.payload import from_bytes, to_bytes
from participation.surveys.blocks.table import AnswerColumn, ResponseTable
from participation.surveys.columns import NOT_SHOWN, Column, Holds, columns_of
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.models import AnswerBlock, ColumnStore, Response, SurveyVersion
from participation.surveys.queries import survey_results
from participation.surveys.queries.table import data_state, response_table
from smartregion.core.shelf import Shelf
from tests.factories.dates import DAY, NOON
from tests.factories.every_kind import ANSWERS, QUESTIONS
from tests.factories.surveys import both, lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def version() -> SurveyVersion:
    return published(QUESTIONS)


def said(column: AnswerColumn, place: int, kind: Holds) -> object:
    """One cell as the table of responses writes it (columns.Column.cell)."""
    if not column.shown[place]:
        return NOT_SHOWN
    if not column.answered[place]:
        return None
    value = column.values[place]
    if column.is_number:
        return float(value)
    if not column.is_coded:
        return date.fromordinal(int(value))
    code = column.codes[int(value) - 2]
    if kind == Holds.CHOSEN:
        return int(code)
    return (int(code) if code else None) if kind == Holds.PLACE else code


def same_as_rows(table: ResponseTable, version: SurveyVersion) -> None:
    """Every cell of every response, against what is read from its row."""
    places = {bytes(identity).ljust(16, b"\0"): n for n, identity in enumerate(table.ids)}
    questions = questionnaire_of(version).by_code
    for response in version.responses.all():
        place = places.pop(response.pk.bytes)
        for asked in table.asked.values():
            shown = questions[asked.question.code].narrowed(response.answers)
            for column in columns_of(asked):
                if column.holds != Holds.ORDER:
                    cell = column.cell(shown, response.answers, "")
                    assert_same(table, place, column, cell)
    assert not places


def assert_same(table: ResponseTable, place: int, column: Column, cell: object) -> None:
    found = said(table.column(column.name), place, column.holds)
    if column.holds == Holds.WORDS or column.asked.question.is_text:
        # The words themselves stay in the row; the column knows that there are some.
        cell = "said" if cell and cell != NOT_SHOWN else cell
    assert found == cell, column.name


PACKED = pytest.mark.parametrize("pack", [lambda _survey: None, lambda s: pack_answers(survey=s)])


@PACKED
def test_every_kind_is_in_the_columns_as_it_is_in_the_row(
    version: SurveyVersion, pack: Callable[[Any], object]
) -> None:
    respond(version, ANSWERS)
    respond(version, dict.fromkeys(ANSWERS))
    respond(version, {})
    pack(version.survey)
    table = response_table(version.survey)
    assert table.n == 3
    same_as_rows(table, version)


@PACKED
def test_what_was_not_offered_to_a_person_is_not_shown(pack: Callable[[Any], object]) -> None:
    young = {"question": "age", "op": "less", "value": 18}
    some = lines("bus", "car", car={"condition": {"not": young}})
    rows = lines("school", "work", work={"condition": {"not": young}})
    version = published(
        question("number", "age"),
        [
            question("multiple", "ways", options=some),
            question("matrix", "grid", options=lines("1", "2"), rows=rows),
        ],
    )
    respond(version, {"age": 12, "ways": ["bus"], "grid": {"school": "1"}})
    respond(version, {"age": 12, "ways": None, "grid": None})
    respond(version, {"age": 40, "ways": None, "grid": None})
    pack(version.survey)
    same_as_rows(response_table(version.survey), version)


def test_columns_are_sorted_by_the_random_ids(version: SurveyVersion) -> None:
    for _each in range(30):
        respond(version, ANSWERS)
    pack_answers(survey=version.survey)
    for _each in range(10):
        respond(version, ANSWERS)
    ids = response_table(version.survey).ids
    assert list(ids) == sorted(ids)


def test_a_later_version_reads_what_was_packed_before_it() -> None:
    first = published(question("single", "q", options=lines("a", "b")))
    respond(first, {"q": "b"})
    pack_answers(survey=first.survey)
    draft = first.survey.questions.get()
    draft.options = lines("c", "b", "a", "d")
    draft.save()
    page = first.survey.pages.get()
    page.questions.create(
        survey=first.survey, position=2, code="more", type="number", text=both("Wie viel?")
    )
    second = publish_survey(survey=first.survey, by=None, at=NOON)
    respond(second, {"q": "d", "more": 7})
    for _packed in range(2):
        table = response_table(first.survey)
        found = table.column("q")
        codes = {found.codes[value - 2] for value in found.values}
        assert codes == {"b", "d"}
        assert sorted(table.column("more").shown) == [False, True]
        figures = survey_results(first.survey)
        assert [count.count for count in figures.questions[0].counts] == [0, 1, 0, 1]
        pack_answers(survey=first.survey)


# -- taking out --------------------------------------------------------------------------------
@pytest.mark.behaviour("Q18")
@PACKED
def test_what_is_taken_back_is_in_no_column(
    version: SurveyVersion, pack: Callable[[Any], object]
) -> None:
    kept, gone = respond(version, ANSWERS), respond(version, ANSWERS)
    pack(version.survey)
    assert survey_results(version.survey).responses == 2
    withdraw_response(response=gone, at=NOON)
    table = response_table(version.survey)
    assert [bytes(each).ljust(16, b"\0") for each in table.ids] == [kept.pk.bytes]
    assert str(table.state) == "1-1"
    assert survey_results(version.survey).responses == 1
    blocks = AnswerBlock.objects.filter(survey=version.survey, key=":id")
    stored = b"".join(bytes(each.codes) for each in blocks)
    assert gone.pk.bytes not in stored


def test_somebody_else_in_place_of_one_who_left_is_another_state(version: SurveyVersion) -> None:
    gone = respond(version, ANSWERS)
    before = data_state(version.survey)
    withdraw_response(response=gone, at=NOON)
    respond(version, dict.fromkeys(ANSWERS))
    after = data_state(version.survey)
    assert (before.responses, after.responses) == (1, 1)
    assert before != after
    assert survey_results(version.survey).questions[0].answered == 0


def test_the_last_one_leaves_empty_columns(version: SurveyVersion) -> None:
    only = respond(version, ANSWERS)
    pack_answers(survey=version.survey)
    withdraw_response(response=only, at=NOON)
    assert response_table(version.survey).n == 0
    assert survey_results(version.survey).responses == 0


# -- packing -----------------------------------------------------------------------------------
def test_packing_changes_no_figure(version: SurveyVersion) -> None:
    for number in range(20):
        respond(version, {**ANSWERS, "num": number})
    counted = survey_results(version.survey)
    assert pack_answers(survey=version.survey) == 20
    assert survey_results(version.survey) == counted
    assert pack_answers(survey=version.survey) == 0
    assert rebuild_columns(survey=version.survey) == 20
    assert survey_results(version.survey) == counted


def test_every_hour_nothing_is_left_beside_the_columns(version: SurveyVersion) -> None:
    respond(version, ANSWERS)
    forget_arrival(on=DAY)
    assert not Response.objects.fresh().exists()
    store = ColumnStore.objects.get()
    assert (store.packed, store.unmixed_since) == (1, None)


def test_reading_asks_as_often_for_many_as_for_few(version: SurveyVersion) -> None:
    asked = []
    for number in (1, 30):
        for _each in range(number):
            respond(version, ANSWERS)
        Shelf.clear_all()
        for _again in range(2):
            with CaptureQueriesContext(connection) as queries:
                response_table(version.survey)
            asked.append(len(queries))
    few, known, many, known_again = asked
    assert few == many <= 10
    assert known == known_again == 3


def test_the_book_only_grows(version: SurveyVersion) -> None:
    asked = response_table(version.survey).asked
    book = grown({}, asked)
    kept = {key: layout.to_json() for key, layout in book.items()}
    assert read_book(kept) == book
    assert grown(read_book(kept), asked) == book


@pytest.mark.parametrize("dtype", ["u1", "<u2", "<i4", "<f8", "S16"])
def test_a_block_comes_back_as_it_was(dtype: str) -> None:
    columns = np.arange(12).reshape(3, 4).astype(dtype)
    assert (from_bytes(to_bytes(columns)) == columns).all()
