"""Parts that nobody reaches are found; parts that somebody reaches are never called so."""

import random
from typing import Any

import pytest

from participation.surveys.checks.reach import Reach, reach_findings
from participation.surveys.document.conditions import OPERATORS, parse
from participation.surveys.document.questionnaire import Type
from participation.surveys.drafts.compiler import Draft
from participation.surveys.kinds import KINDS
from tests.factories.surveys import lines, question, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def says(code: str, value: Any = None, op: str = "is", **more: Any) -> dict[str, Any]:
    return {"question": code, "op": op, **({} if value is None else {"value": value}), **more}


def both(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"all": list(parts)}


def is_reached(condition: dict[str, Any], *before: dict[str, Any]) -> bool:
    last = question("single", "last", condition=condition)
    return not list(reach_findings(Draft.of(survey_with([*before, last]))))


NUMBER = question("number", "n", limits={"min": 0, "max": 10})
CHOICE = question("multiple", "m", options=lines("a", "b", "x", x={"exclusive": True}))


@pytest.mark.behaviour("Q2")
@pytest.mark.parametrize(
    ("before", "condition"),
    [
        (question("single", "s"), says("s", "gone")),
        (question("single", "s"), both(says("s", "a"), says("s", "b"))),
        (question("single", "s"), both(says("s", "a"), says("s", op="empty"))),
        (question("single", "s", is_required=True), says("s", op="empty")),
        (question("yes_no", "s"), both({"not": says("s", "yes")}, says("s", "yes"))),
        (NUMBER, says("n", 11, "at_least")),
        (NUMBER, both(says("n", 5, "more"), says("n", 5, "less"))),
        (NUMBER, both(says("n", 3, "more"), says("n", 4, "less"))),
        (CHOICE, both(says("m", "x", "contains"), says("m", "a", "contains"))),
        (CHOICE, says("m", 3, "count_at_least")),
        (
            question("date", "d", limits={"latest": "2026-12-31"}),
            says("d", "2027-01-01", "at_least"),
        ),
        (question("short_text", "t"), both(says("t", "bus", "contains"), says("t", op="empty"))),
        (question("matrix", "g"), both(says("g", "a", row="r1"), says("g", "b", row="r1"))),
        (question("consent", "c", is_required=True), says("c", op="empty")),
    ],
)
def test_contradictions_are_found(before: dict[str, Any], condition: dict[str, Any]) -> None:
    assert not is_reached(condition, before)


@pytest.mark.parametrize(
    ("before", "condition"),
    [
        (question("single", "s"), {"any": [says("s", "gone"), says("s", "b")]}),
        (question("single", "s"), {"not": says("s", "gone")}),
        (question("single", "s"), both({"not": says("s", "a")}, {"not": says("s", "b")})),
        (question("single", "s"), says("s", op="empty")),
        (NUMBER, both(says("n", 3, "more"), says("n", 5, "less"))),
        (
            question("number", "n", limits={"decimals": 1}),
            both(says("n", 3, "more"), says("n", 4, "less")),
        ),
        (CHOICE, both(says("m", "a", "contains"), says("m", "b", "contains"))),
        (CHOICE, says("m", "x", "contains")),
        (
            question("multiple", "m", options=lines(*"abcdefghijklmnopqrst")),
            both(says("m", "t", "contains"), says("m", 5, "count_at_least")),
        ),
        (
            question("date", "d", limits={"earliest": "2026-03-01", "latest": "2026-05-01"}),
            both(says("d", "2026-02-01", "at_least"), {"not": says("d", "2026-04-01", "at_least")}),
        ),
        (
            question("short_text", "t"),
            both(says("t", "bus", "contains"), {"not": says("t", "bahn", "contains")}),
        ),
        (question("matrix", "g"), both(says("g", "a", row="r1"), says("g", "b", row="r2"))),
        (question("municipality", "p"), {"not": says("p", "12069304")}),
    ],
)
def test_what_can_hold_is_not_complained_about(
    before: dict[str, Any], condition: dict[str, Any]
) -> None:
    assert is_reached(condition, before)


def test_what_was_never_asked_cannot_have_been_answered() -> None:
    first = question("yes_no", "first")
    middle = question("single", "middle", condition=says("first", "yes"))
    assert is_reached(says("middle", "a"), first, middle)
    assert not is_reached(both(says("first", "no"), says("middle", "a")), first, middle)


def test_the_conditions_of_a_page_and_its_question_are_read_together() -> None:
    survey = survey_with(
        question("yes_no", "q"), [question("number", "n", condition=says("q", "no"))]
    )
    page = survey.pages.last()
    page.condition = says("q", "yes")
    page.save()
    (finding,) = reach_findings(Draft.of(survey))
    assert finding.question.code == "n"
    page.condition = both(says("q", "yes"), says("q", "no"))
    page.save()
    (finding,) = reach_findings(Draft.of(survey))
    assert finding.page == page


def test_options_and_rows_that_nobody_sees_are_named() -> None:
    never = both(says("q", "yes"), says("q", "no"))
    grid = question("matrix", "g", rows=lines("r1", "r2", r2={"condition": never}))
    survey = survey_with([question("yes_no", "q"), grid])
    (finding,) = reach_findings(Draft.of(survey))
    assert "r2" in finding.text


def test_conditions_that_cannot_be_read_or_tried_are_not_judged() -> None:
    assert is_reached({"nonsense": 1}, question("single", "s"))
    many = [question("single", f"s{number}", options=lines(*"abcdefgh")) for number in range(8)]
    every = both(*(says(f"s{number}", "a") for number in range(8)))
    assert is_reached(every, *many)
    assert is_reached(both(every, says("s0", "b")), *many)


def test_a_circle_is_survived() -> None:
    one = question("yes_no", "one", condition=says("two", "yes"))
    two = question("yes_no", "two", condition=says("one", "yes"))
    assert list(reach_findings(Draft.of(survey_with([one, two])))) == []


def test_random_conditions_that_some_answers_fulfil_are_always_reached() -> None:
    """Against the real judge: whatever holds for answers that can be given is not called impossible."""
    dice = random.Random(7)
    options = lines("a", "b", "c")
    survey = survey_with(
        [
            question("single", "s", options=options),
            question("multiple", "m", options=options),
            NUMBER,
        ]
    )
    reach = Reach.of(Draft.of(survey))
    for _time in range(400):
        answers = {
            "s": dice.choice([None, "a", "b", "c"]),
            "m": dice.choice([None, ["a"], ["b", "c"], ["a", "b", "c"]]),
            "n": dice.choice([None, *range(11)]),
        }
        condition = _some_condition(dice, 3)
        if parse(condition).holds(answers):
            assert reach.can_hold([condition]), (condition, answers)


def _some_condition(dice: random.Random, depth: int) -> dict[str, Any]:
    if depth and dice.random() < 0.6:
        parts = [_some_condition(dice, depth - 1) for _part in range(dice.randint(1, 3))]
        return dice.choice([{"all": parts}, {"any": parts}, {"not": parts[0]}])
    code, kind = dice.choice([("s", Type.SINGLE), ("m", Type.MULTIPLE), ("n", Type.NUMBER)])
    op = dice.choice(KINDS[kind].operators)
    if not OPERATORS[op].takes_value:
        return says(code, op=op)
    is_number = code == "n" or op.startswith("count")
    return says(code, dice.randint(0, 10) if is_number else dice.choice("abcd"), op)
