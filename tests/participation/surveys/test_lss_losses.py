"""Nothing of a file gets lost in silence: each element is carried over or stands in the report (Q30)."""

import pytest

from participation.surveys.document.questionnaire import Questionnaire
from participation.surveys.interchange import lss
from participation.surveys.interchange.limesurvey.attributes import DEFAULTS, FATES
from participation.surveys.interchange.limesurvey.settings import SETTINGS, TEXTS
from participation.surveys.interchange.losses import Imported
from tests.factories.limesurvey import Asked, Lss, asked

pytestmark = pytest.mark.slow

AB = {"A1": "eins", "A2": "zwei"}
ROWS = {"SQ1": "Bus", "SQ2": "Bahn", "SQ3": "Rad"}
# What is read for some types: (type, attribute, value, what shows that it came along).
CARRIED = [
    ("L", "random_order", "1"),
    ("L", "answer_order", "random"),
    ("M", "random_order", "1"),
    ("M", "subquestion_order", "random"),
    ("M", "min_answers", "1"),
    ("M", "max_answers", "2"),
    ("M", "exclude_all_others", "SQ3"),
    ("M", "array_filter", "before"),
    ("M", "array_filter_exclude", "before"),
    ("N", "min_num_value_n", "3"),
    ("N", "max_num_value_n", "9"),
    ("N", "num_value_int_only", "1"),
    ("N", "suffix", "km"),
    ("S", "maximum_chars", "30"),
    ("S", "numbers_only", "1"),
    ("D", "date_min", "2020-01-01"),
    ("D", "date_max", "2030"),
    ("R", "max_answers", "2"),
    ("R", "max_subquestions", "2"),
    (":", "multiflexible_checkbox", "1"),
    (":", "multiflexible_min", "3"),
    (":", "multiflexible_max", "30"),
    (":", "input_boxes", "1"),
    ("1", "dualscale_headerA", "Heute"),
    ("1", "dualscale_headerB", "Morgen"),
    ("P", "commented_checkbox", "checked"),
]
# Every name that any type is known to have, at a value that nobody gets without setting it.
# Those that are on or off, or name something; all others are given the value 7.
VALUES = {
    "array_filter": "before",
    "array_filter_exclude": "before",
    "answer_order": "random",
    "subquestion_order": "random",
    **dict.fromkeys(("hidden", "random_order", "numbers_only", "num_value_int_only"), "1"),
    **dict.fromkeys(("slider_layout", "multiflexible_checkbox", "input_boxes"), "1"),
    "commented_checkbox": "checked",
    **dict.fromkeys(("max_answers", "max_subquestions"), "2"),
}
KNOWN = sorted({*DEFAULTS, *FATES, *(name for _type, name, _value in CARRIED), "time_limit", "neu"})
TYPES = "L!OMPFHABCE1:;STUQNK5YGRDX"


def question(kind: str, **values: object) -> Asked:
    answers = ROWS if kind == "R" else AB if kind in "L!OF1H" else ()
    rows = ROWS if kind in "MPFHABCE1:;QK" else ()
    columns = ["x", "y"] if kind in ":;" else ()
    return asked(kind, "q", answers=answers, rows=rows, columns=columns, **values)


def read(*questions: Asked) -> Imported:
    return lss.read(Lss().group("Seite", asked("M", "before", rows=ROWS), *questions).new())


def changed(kind: str, name: str, value: str) -> bool:
    """Whether the questionnaire is another one with this attribute."""
    return document(kind) != document(kind, **{name: value})


def document(kind: str, **attributes: str) -> Questionnaire:
    return read(question(kind, other="Y", attributes=attributes)).questionnaire


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(("kind", "name", "value"), CARRIED)
def test_what_is_read_changes_the_questionnaire(kind: str, name: str, value: str) -> None:
    assert changed(kind, name, value)


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize("kind", TYPES)
def test_each_attribute_of_each_type_is_carried_over_or_reported(kind: str) -> None:
    bare = read(question(kind, other="Y"))
    for name in KNOWN:
        value = VALUES.get(name, "7")
        imported = read(question(kind, other="Y", attributes={name: value}))
        told = [loss for loss in imported.losses if loss not in bare.losses]
        is_carried = imported.questionnaire != bare.questionnaire
        assert told or is_carried, f"{name} of type {kind} is lost in silence"
        assert all(loss.place.startswith("Frage q") for loss in told)


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize("kind", TYPES)
def test_defaults_say_nothing(kind: str) -> None:
    silent = {name: values[0] for name, values in DEFAULTS.items() if values}
    told = [loss.what for loss in read(question(kind, attributes=silent)).losses]
    assert not [what for what in told if what.startswith("Attribut")]


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_of_the_survey_that_says_something_is_reported(name: str) -> None:
    survey = Lss(**{name: "X"}).group("Seite", asked("S", "q"))
    (loss,) = lss.read(survey.new()).losses
    assert (loss.place, loss.what, loss.source) == ("Umfrage", str(SETTINGS[name].label), "X")


@pytest.mark.parametrize("name", [*TEXTS, "surveyls_email_invite"])
def test_each_text_that_is_not_read_is_reported(name: str) -> None:
    survey = Lss().group("Seite", asked("S", "q"))
    survey.texts[name] = "etwas"
    (loss,) = lss.read(survey.new()).losses
    assert loss.place == "Umfrage"


def test_tables_that_nobody_reads_are_reported_with_their_rows() -> None:
    survey = Lss().group("Seite", asked("S", "q"))
    survey.row("assessments", id="1").row("assessments", id="2").row("neu", id="1")
    assert [loss.what for loss in lss.read(survey.new()).losses] == [
        "Tabelle assessments, 2 Zeilen",
        "Tabelle neu, 1 Zeilen",
    ]


def test_what_a_question_says_beside_its_attributes_is_reported() -> None:
    strange = asked("S", "q", mandatory="S", preg="/^a/", encrypted="Y")
    survey = Lss().group("Seite", strange)
    survey.row("defaultvalues", dvid="1", qid="100", sqid="0", scale_id="0")
    survey.row("defaultvalue_l10ns", dvid="1", language="de", defaultvalue="Hallo")
    assert {loss.what for loss in lss.read(survey.new()).losses} == {
        "Weiche Pflicht",
        "Muster (preg)",
        "Verschlüsselte Antwort",
        "Vorausgefüllte Antwort",
    }


@pytest.mark.parametrize(("kind", "is_serious"), [("N", True), ("X", False)])
def test_hidden_questions_stay_away_and_are_told(kind: str, *, is_serious: bool) -> None:
    imported = read(asked(kind, "q", attributes={"hidden": "1"}))
    assert [q.code for q in imported.questionnaire.questions] == ["before"]
    assert [loss.is_serious for loss in imported.losses] == [is_serious]


def test_an_equation_that_is_more_than_a_sum_is_told() -> None:
    sums = asked("*", "sum", "{sum(n.NAOK, m.NAOK)}", attributes={"hidden": "1"})
    mean = asked("*", "mean", "", attributes={"equation": "{(n + m) / count(n)}"})
    strange = asked("*", "cos", "{cos(pi()/2)}")
    imported = read(asked("N", "n"), asked("N", "m"), sums, mean, strange)
    formulas = {q.code: q.formula for q in imported.questionnaire.questions if q.formula}
    assert formulas == {"sum": {"op": "sum", "questions": ["n", "m"]}}
    assert [loss.place for loss in imported.losses if loss.is_serious] == [
        "Frage mean",
        "Frage cos",
    ]


def test_a_group_without_questions_is_told() -> None:
    survey = Lss().group("Voll", asked("S", "q")).group("Leer")
    imported = lss.read(survey.new())
    assert len(imported.questionnaire.pages) == 1
    assert [loss.place for loss in imported.losses] == ["Gruppe „Leer“"]
