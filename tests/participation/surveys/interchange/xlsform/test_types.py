"""Types of questions: each has its counterpart, or what it loses is told."""

import pytest

from participation.surveys.document.questionnaire import Type
from tests.factories.forms import row
from tests.participation.surveys.interchange.xlsform.forms import AB, STEPS, only, read, told

pytestmark = pytest.mark.slow


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"kind": "select_one ab"}, Type.SINGLE),
        ({"kind": "select one from ab"}, Type.SINGLE),
        ({"kind": "select_one ab", "appearance": "minimal"}, Type.DROPDOWN),
        ({"kind": "select_one ab", "appearance": "likert"}, Type.SCALE),
        ({"kind": "select_multiple ab"}, Type.MULTIPLE),
        ({"kind": "rank ab"}, Type.RANKING),
        ({"kind": "integer"}, Type.NUMBER),
        ({"kind": "int"}, Type.NUMBER),
        ({"kind": "decimal"}, Type.NUMBER),
        ({"kind": "range", "parameters": "start=0 end=10 step=2"}, Type.SLIDER),
        ({"kind": "range", "parameters": "start=0 end=1 step=0.1"}, Type.NUMBER),
        ({"kind": "text"}, Type.SHORT_TEXT),
        ({"kind": "string"}, Type.SHORT_TEXT),
        ({"kind": "text", "appearance": "multiline"}, Type.LONG_TEXT),
        ({"kind": "date"}, Type.DATE),
        ({"kind": "dateTime"}, Type.DATE),
        ({"kind": "time"}, Type.SHORT_TEXT),
        ({"kind": "note"}, Type.DISPLAY),
        ({"kind": "acknowledge"}, Type.CONSENT),
    ],
)
def test_each_type_has_its_counterpart(cells, kind):
    question = only(row(**cells, name="q", label="Frage?"), choices=AB)
    assert (question.type, question.text) == (kind, {"de": "Frage?"})


@pytest.mark.parametrize(
    ("kind", "serious"),
    [("geopoint", True), ("image", True), ("barcode", True), ("select_one_from_file a.csv", True),
     ("unheard of", True), ("start", False), ("deviceid", False), ("audit", False),
     ("hidden", False)],
)  # fmt: skip
def test_what_is_no_question_here_is_told(kind, serious):
    imported = read(row("text", "q", "Frage?"), row(kind, "x", "Wo?"))
    assert [question.code for question in imported.questionnaire.questions] == ["q"]
    assert told(imported, serious=serious)[0][0] == "Zeile 3 (x)"


def test_other_comes_with_a_field_for_words():
    imported = read(row("select_one ab or_other", "q", "Was?"), choices=AB)
    (question,) = imported.questionnaire.questions
    assert [(option.code, option.with_text) for option in question.options][-1] == ("other", True)
    assert imported.columns["q_other"] == "q-text"
    assert told(imported, serious=True) == []


def test_steps_count_as_their_numbers_else_by_their_place():
    by_name = only(row("select_one s", "q", "?", appearance="likert"), choices=STEPS)
    by_place = only(row("select_one ab", "q", "?", appearance="likert"), choices=AB)
    assert [option.value for option in by_name.options] == [1, 2, 3]
    assert [option.value for option in by_place.options] == [1, 2, 3]


def test_a_list_that_is_missing_is_told():
    imported = read(row("select_one zz", "q", "Was?"), choices=AB)
    assert told(imported, serious=True) == [("Zeile 2 (q)", "Liste zz", "")]


@pytest.mark.parametrize(
    ("calculation", "formula"),
    [
        ("${a} + ${b}", {"op": "sum", "questions": ["a", "b"]}),
        ("coalesce(${a}, 0) + number(${b})", {"op": "sum", "questions": ["a", "b"]}),
        ("(${a} + ${b}) div 2", {"op": "mean", "questions": ["a", "b"]}),
        ("if(${a} != '', 1, 0)", {"op": "count", "questions": ["a"]}),
    ],
)
def test_sums_means_and_counts_are_calculated(calculation, formula):
    imported = read(
        row("integer", "a", "A?"), row("integer", "b", "B?"),
        row("calculate", "c", "Summe", calculation=calculation),
    )  # fmt: skip
    assert imported.questionnaire.by_code["c"].formula == formula


@pytest.mark.parametrize("calculation", ["1+1", "${a} * 2", "once(uuid())", "${a} div 3", "(("])
def test_other_calculations_are_told(calculation):
    imported = read(row("integer", "a", "A?"), row("calculate", "c", calculation=calculation))
    assert told(imported)[0] == ("Zeile 3 (c)", "Berechnung", calculation)
