"""What comes of sorting texts into codes: figures, and what stays when answers go or are written anew."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from django.db import connection

from participation.surveys import actions, queries
from participation.surveys.actions.arrival import forget_arrival
from participation.surveys.models import (
    CodedText,
    CodingDecision,
    CodingStep,
    Response,
    Survey,
    SurveyVersion,
    TextCode,
)
from participation.surveys.queries.filters import Filter, mask_of
from participation.surveys.queries.table import response_table
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import respond
from tests.pages import queries_of
from tests.participation.surveys.coding import Code
from tests.participation.surveys.coding.test_sorting import codings, fix

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


# -- figures -------------------------------------------------------------------------------------
def test_figures_count_what_is_agreed_else_what_one_person_gave(
    survey: Survey, texts: list[UUID], both: tuple[int, int], analyst: User
) -> None:
    figure = queries.coded_figures(survey)["idee"]
    assert (figure.written, figure.agreed, figure.single, figure.disputed) == (12, 8, 1, 3)
    assert figure.readers == ("Analyst",)
    assert [(c.code, c.count, c.share) for c in figure.counts] == [
        ("bus-bahn", 4, 4 / 9),
        ("aemter", 0, 0),
    ]
    assert figure.is_shown


def test_figures_obey_the_filter_and_the_weights(survey: Survey, both: tuple[int, int]) -> None:
    table = response_table(survey)
    chosen = Filter(answers=(("ort", ("b",)),))
    figure = queries.coded_figures(survey, table=table, mask=mask_of(table, chosen))["idee"]
    assert (figure.written, figure.counted, figure.counts[0].count) == (4, 3, 0)
    weighted = queries.coded_figures(survey, table=table, weights=np.full(table.n, 0.5))["idee"]
    assert (weighted.base, weighted.counts[0].count) == (4.5, 2.0)


def test_a_few_of_many_texts_are_no_figure_yet(
    survey: Survey, texts: list[UUID], bus: TextCode, analyst: User, code: Code
) -> None:
    code(texts[0], analyst, bus)
    assert not queries.coded_figures(survey)["idee"].is_shown


def test_codes_are_columns_beside_all_others(
    survey: Survey, version: SurveyVersion, both: tuple[int, int]
) -> None:
    respond(version, {"idee": None, "ort": "a"})
    table = response_table(survey)
    columns = queries.coded_columns(survey, table)
    assert queries.code_labels(survey) == {"idee#bus-bahn": "Bus & Bahn", "idee#aemter": "Ämter"}
    column = columns["idee#bus-bahn"]
    assert column.codes == ("0", "1")
    # Nine count, three are disputed, one left it empty.
    assert (int(column.answered.sum()), int(column.shown.sum())) == (9, 10)
    assert int((column.values == column.number_of("1")).sum()) == 4


def test_the_table_shows_others_codes_only_when_compared(
    survey: Survey, both: tuple[int, int], analyst: User, editor: User
) -> None:
    def cells() -> list[list[Any]]:
        texts = queries.corpus_of(survey, "idee").texts
        return [
            list(row) for row in queries.coding_table(codings(survey), texts, reader=analyst.pk)
        ]

    heading, *rows = cells()
    assert {"analyst_bus_bahn", "editor_bus_bahn", "gemeinsam_bus_bahn"} < set(heading)
    place = heading.index("editor_bus_bahn")
    assert {row[place] for row in rows} == {None}
    fix(survey, both, editor)
    assert [row[place] for row in cells()[1:]].count(1) == 4
    assert not {str(pk) for pk in Response.objects.values_list("pk", flat=True)} & {
        str(UUID(row[0])) for row in rows
    }


# -- what lasts ----------------------------------------------------------------------------------
def test_everything_about_a_question_is_asked_in_three_queries(
    survey: Survey, texts: list[UUID], bus: TextCode, amt: TextCode, analyst: User, code: Code
) -> None:
    code(texts[0], analyst, bus)
    one = queries_of(lambda: codings(survey))
    for text in texts:
        code(text, analyst, bus, amt)
    assert queries_of(lambda: codings(survey)) == one == 3


def test_withdrawal_takes_codings_along(
    survey: Survey, texts: list[UUID], both: tuple[int, int], bus: TextCode, editor: User, analyst: User
) -> None:  # fmt: skip
    fix(survey, both, editor)
    actions.settle_text(survey=survey, question="idee", response=texts[5], codes=[bus], by=analyst)
    actions.withdraw_response(response=Response.objects.get(pk=texts[5]), at=NOON)
    assert not CodedText.objects.filter(response=texts[5]).exists()
    assert not CodingDecision.objects.exists()
    assert queries.coded_figures(survey)["idee"].written == 11
    assert len(queries.corpus_of(survey, "idee")) == 11


def lasting() -> list[Any]:
    return [
        list(CodedText.objects.order_by("pk").values("pk", "response", "coder", "codes")),
        list(CodingStep.objects.order_by("pk").values()),
        list(CodingDecision.objects.order_by("pk").values("pk", "response", "codes")),
    ]


@pytest.mark.django_db(transaction=True)
def test_codings_survive_that_responses_are_written_anew(
    survey: Survey, texts: list[UUID], both: tuple[int, int], bus: TextCode, editor: User
) -> None:
    fix(survey, both, editor)
    actions.settle_text(survey=survey, question="idee", response=texts[5], codes=[bus], by=editor)
    before = lasting()
    forget_arrival(on=DAY)
    connection.check_constraints()
    assert lasting() == before
    assert Response.objects.count() == 12


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_codings_survive_the_mixing_of_postgresql(
    survey: Survey, texts: list[UUID], both: tuple[int, int], editor: User
) -> None:
    fix(survey, both, editor)
    before = lasting()
    forget_arrival(on=DAY)
    assert lasting() == before


def test_the_order_of_coding_says_nothing_about_the_order_of_arrival(
    survey: Survey, version: SurveyVersion, analyst: User, code: Code
) -> None:
    """Whoever takes one text after the other goes through them as good as shuffled."""
    came = [respond(version, {"idee": f"Text {n}", "ort": None}).pk for n in range(200)]
    order = [came.index(text.response) for text in queries.corpus_of(survey, "idee").texts]
    assert sorted(order) == list(range(200))
    ranks = sum((place - number) ** 2 for number, place in enumerate(order))
    assert abs(1 - 6 * ranks / (200 * (200**2 - 1))) < 0.25


def test_after_the_last_day_codings_are_gone_and_the_book_stays(
    survey: Survey, both: tuple[int, int]
) -> None:
    before = queries.coded_figures(survey)
    actions.remove_expired(at=NOON + timedelta(days=900))
    assert queries.frozen_coded_figures(Survey.objects.get()) == before
    assert not CodedText.objects.exists()
    assert not CodingStep.objects.exists()
    assert TextCode.objects.count() == 2
    with pytest.raises(WrongState):
        actions.undo_coding(survey=Survey.objects.get(), question="idee", by=None)
