"""A questionnaire as an XLSForm and back."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from participation.surveys.interchange import xlsform
from tests.factories.documents import questionnaires
from tests.factories.forms import row
from tests.participation.surveys.interchange.xlsform.forms import AB, read

pytestmark = pytest.mark.slow


@pytest.mark.behaviour("Q31")
@settings(max_examples=60, deadline=None)
@given(questionnaires())
def test_a_questionnaire_comes_back_as_it_was(questionnaire):
    written = xlsform.write(questionnaire)
    imported = xlsform.read(written)
    assert imported.questionnaire == questionnaire
    assert imported.losses == ()
    assert xlsform.write(questionnaire) == written


@pytest.mark.behaviour("Q31")
def test_another_program_asks_the_same():
    """Without our own columns: what a text beside an option and a choice that stands alone need."""
    source = read(
        row("select_multiple ab or_other", "q", "Was?", constraint=
            "not(selected(., 'c') and count-selected(.) > 1)"),
        choices=AB,
    ).questionnaire  # fmt: skip
    book = load_workbook(BytesIO(xlsform.write(source)))
    cells = [list(each) for each in book["survey"].values]
    columns = cells[0]
    question, words = (dict(zip(columns, each, strict=True)) for each in cells[2:4])
    assert question["constraint"] == "not(selected(., 'c') and count-selected(.) > 1)"
    assert (words["type"], words["relevant"]) == ("text", "selected(${q}, 'other')")


@pytest.mark.behaviour("Q32")
def test_texts_that_look_like_formulas_are_written_as_words():
    source = read(row("text", "q", "Frage?")).questionnaire
    book = load_workbook(BytesIO(xlsform.write(replace(source, title={"de": "=1+1"}))))
    found = [cell for sheet in book for each in sheet.iter_rows() for cell in each if cell.value]
    assert "=1+1" in [cell.value for cell in found]
    assert {cell.data_type for cell in found} == {"s"}
