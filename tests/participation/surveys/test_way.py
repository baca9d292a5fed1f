"""What a person is asked after what they said."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from participation.surveys.document.conditions import parse
from participation.surveys.document.questionnaire import (
    Limits,
    Option,
    QPage,
    QQuestion,
    Questionnaire,
    Row,
    Type,
    from_json,
    to_json,
)
from participation.surveys.document.way import check_all, way_through

YES_NO = (Option("yes", {"de": "Ja"}), Option("no", {"de": "Nein"}))


def when(question: str, op: str = "is", value: Any = "yes") -> Any:
    return parse({"question": question, "op": op, "value": value})


def ask(code: str, kind: Type = Type.SINGLE, **parts: Any) -> QQuestion:
    options = {"options": YES_NO} if kind in (Type.SINGLE, Type.MULTIPLE) else {}
    return QQuestion(code, kind, {"de": code}, {}, **{"is_required": True, **options, **parts})


def questionnaire(*pages: QPage | QQuestion) -> Questionnaire:
    made = tuple(page if isinstance(page, QPage) else QPage({}, (page,)) for page in pages)
    return Questionnaire("s", {}, {}, {}, {}, ("de",), 1, made)


BRANCHED = questionnaire(
    ask("car"),
    QPage({}, (ask("brand", Type.SHORT_TEXT), ask("age", Type.NUMBER)), when("car")),
    ask("bus", condition=when("car", "is", "no")),
    ask("end"),
)


@pytest.mark.behaviour("Q2")
def test_pages_and_questions_come_only_when_their_condition_holds() -> None:
    driver = way_through(BRANCHED, {"q-car": ["yes"]})
    assert [len(page) for page in driver.pages] == [1, 2, 0, 1]
    assert driver.after(0) == 1
    assert driver.after(1) == 3
    rider = way_through(BRANCHED, {"q-car": ["no"]})
    assert rider.after(0) == 2
    assert rider.before(2) == 0
    assert rider.asked == 3
    assert rider.place == {0: 1, 2: 2, 3: 3}


@pytest.mark.behaviour("Q2")
def test_what_was_typed_before_a_condition_flipped_is_not_an_answer() -> None:
    typed = {
        "q-car": ["no"],
        "q-brand": ["Trabant"],
        "q-age": ["33"],
        "q-bus": ["yes"],
        "q-end": ["no"],
    }
    way = way_through(BRANCHED, typed)
    assert way.first_fault is None
    assert dict(way.answers) == {"car": "no", "bus": "yes", "end": "no"}


@pytest.mark.behaviour("Q2")
def test_hidden_is_not_the_same_as_empty() -> None:
    way = way_through(BRANCHED, {"q-car": ["yes"]})
    assert "bus" not in way.answers
    assert way.answers["brand"] is None


def test_conditions_on_options_and_rows_narrow_a_question() -> None:
    options = (*YES_NO, Option("later", {"de": "Später"}, condition=when("car", "is", "no")))
    rows = (Row("r1", {"de": "r1"}), Row("r2", {"de": "r2"}, condition=when("car")))
    asked = questionnaire(
        ask("car"),
        ask("plan", options=options),
        ask("grid", Type.MATRIX_NUMBER, rows=rows, is_required=False),
    )
    way = way_through(asked, {"q-car": ["yes"], "q-plan": ["later"], "q-grid-r2": ["1"]})
    assert "q-plan" in way.faults[1]
    assert way.answers["grid"] == {"r1": None, "r2": 1}
    other = way_through(asked, {"q-car": ["no"], "q-plan": ["later"], "q-grid-r2": ["1"]})
    assert other.answers["plan"] == "later"
    assert other.answers["grid"] is None


def test_a_question_of_which_nothing_is_left_is_passed_over() -> None:
    bare = ask("bare", options=(Option("a", {}, condition=when("car")),))
    way = way_through(questionnaire(ask("car"), bare, ask("end")), {"q-car": ["no"]})
    assert way.pages[1] == ()
    assert "bare" not in way.answers


def test_a_wrong_answer_counts_as_none_for_what_follows() -> None:
    way = way_through(BRANCHED, {"q-car": ["perhaps"]})
    assert way.pages[1] == way.pages[2] == ()
    assert "q-car" in way.faults[0]


@pytest.mark.parametrize(
    ("op", "value"), [("sum", 7.0), ("mean", 3.5), ("count", 2.0)]
)  # fmt: skip
def test_a_calculated_value_stands_beside_the_answers(op: str, value: float) -> None:
    formula = {"op": op, "questions": ["a", "b", "c"]}
    asked = questionnaire(
        QPage({}, tuple(ask(code, Type.NUMBER, is_required=False) for code in "abc")),
        ask("total", Type.CALCULATED, formula=formula),
        ask("end", condition=when("total", "more", 1)),
    )
    way = way_through(asked, {"q-a": ["3"], "q-b": ["4"]})
    assert way.answers["total"] == value
    assert way.pages[1] == ()
    assert way.pages[2]


def test_a_calculated_value_without_numbers_is_none() -> None:
    formula = {"op": "mean", "questions": ["a"]}
    asked = questionnaire(
        ask("a", Type.NUMBER, is_required=False), ask("m", Type.CALCULATED, formula=formula)
    )
    assert way_through(asked, {}).answers == {"a": None, "m": None}


# -- answers from elsewhere --------------------------------------------------------------------
def test_answers_from_elsewhere_go_the_same_way() -> None:
    check_all(BRANCHED, {"car": "no", "bus": "yes", "end": "no"})
    check_all(BRANCHED, {"car": "yes", "brand": "Trabant", "age": 33, "end": "no"})


@pytest.mark.parametrize(
    "answers",
    [
        {"car": "no", "bus": "yes", "end": "no", "brand": "Trabant"},
        {"car": "no", "end": "no"},
        {"car": "no", "bus": None, "end": "no"},
        {"car": "no", "bus": "z", "end": "no"},
        {"car": "no", "bus": "yes", "end": "no", "more": 1},
        {},
    ],
    ids=str,
)
def test_answers_that_nobody_could_give_are_refused(answers: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        check_all(BRANCHED, answers)


# -- the order ---------------------------------------------------------------------------------
LETTERS = tuple(Option(code, {"de": code}) for code in "abcdefgh")


@pytest.mark.behaviour("Q4")
def test_a_random_order_is_that_of_its_seed_and_keeps_other_answers_last() -> None:
    last = (Option("x", {}, with_text=True), Option("none", {}, exclusive=True))
    question = ask("q", options=(*LETTERS, *last), is_shuffled=True)
    one, same, two = (question.arranged(seed).options for seed in ("1", "1", "2"))
    assert one == same != two
    assert [option.code for option in one[-2:]] == ["x", "none"]
    assert sorted(option.code for option in one) == sorted(
        option.code for option in question.options
    )


@pytest.mark.behaviour("Q4")
def test_the_order_of_the_options_never_changes_what_is_stored() -> None:
    question = ask("q", Type.MULTIPLE, options=LETTERS, is_shuffled=True)
    way = way_through(questionnaire(question), {"q-q": ["h", "a"]})
    assert way.answers["q"] == ["a", "h"]


# -- the document ------------------------------------------------------------------------------
def test_the_document_comes_back_as_it_was() -> None:
    whole = questionnaire(
        *BRANCHED.pages,
        ask("grid", Type.MATRIX, rows=(Row("r", {"de": "r"}, when("car")),), is_shuffled=True),
        ask(
            "zero", Type.SCALE, options=(Option("0", {"de": "0"}, value=0.0),), limits=Limits(min=0)
        ),
    )
    assert from_json(to_json(whole)) == whole


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 3"):
        from_json({**to_json(BRANCHED), "format": 3})
