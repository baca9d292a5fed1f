"""Conditions: what they say about answers, and which documents are none."""

from typing import Any

import pytest

from participation.surveys.document.conditions import ConditionError, holds, parse

ANSWERS: dict[str, Any] = {
    "age": 34,
    "ways": ["bus", "bike"],
    "town": "beelitz",
    "wish": "Mehr Busse bitte",
    "born": "1992-04-01",
    "grid": {"r1": "4", "r2": None},
    "zero": 0,
    "skipped": None,
}


def says(op: str, question: str, value: Any = None, row: str = "") -> bool:
    document = {"question": question, "op": op, "value": value, **({"row": row} if row else {})}
    return holds(parse(document), ANSWERS)


@pytest.mark.parametrize(
    ("op", "question", "value", "row"),
    [
        ("is", "town", "beelitz", ""), ("is", "age", 34, ""), ("is", "grid", "4", "r1"),
        ("contains", "ways", "bus", ""), ("contains", "wish", "BUSSE", ""),
        ("at_least", "age", 34, ""), ("more", "age", 33, ""), ("less", "age", "35", ""),
        ("at_most", "born", "1992-04-01", ""), ("at_least", "grid", 3, "r1"),
        ("count_at_least", "ways", 2, ""), ("count_at_most", "ways", "2", ""),
        ("count_at_most", "skipped", 0, ""), ("answered", "zero", None, ""),
        ("empty", "skipped", None, ""), ("empty", "hidden", None, ""), ("empty", "grid", None, "r2"),
    ],
)  # fmt: skip
def test_what_holds(op: str, question: str, value: Any, row: str) -> None:
    assert says(op, question, value, row)


@pytest.mark.parametrize(
    ("op", "question", "value", "row"),
    [
        ("is", "town", "teltow", ""), ("is", "skipped", "", ""), ("contains", "ways", "car", ""),
        ("contains", "age", "3", ""), ("more", "skipped", 0, ""), ("less", "hidden", 10**9, ""),
        ("at_least", "town", 3, ""), ("count_at_least", "skipped", 1, ""),
        ("answered", "skipped", None, ""), ("is", "grid", "4", "r2"), ("is", "town", "b", "r1"),
    ],
)  # fmt: skip
def test_what_does_not_hold(op: str, question: str, value: Any, row: str) -> None:
    assert not says(op, question, value, row)


YES = {"question": "age", "op": "answered"}
NO = {"question": "age", "op": "empty"}


@pytest.mark.parametrize(
    ("document", "result"),
    [
        ({"all": [YES, YES]}, True), ({"all": [YES, NO]}, False), ({"any": [NO, YES]}, True),
        ({"any": [NO, NO]}, False), ({"not": NO}, True), ({"not": {"all": [YES, NO]}}, True),
    ],
)  # fmt: skip
def test_conditions_are_joined(document: Any, result: bool) -> None:
    condition = parse(document)
    assert holds(condition, ANSWERS) is result
    assert parse(condition.to_json()) == condition


def test_without_a_condition_everything_is_shown() -> None:
    assert holds(None, {})


def deep(levels: int) -> Any:
    return YES if not levels else {"not": deep(levels - 1)}


@pytest.mark.parametrize(
    "document",
    [
        None, [], "age", {}, {"all": []}, {"any": YES}, {"not": None}, {"question": "", "op": "is"},
        {"question": "age", "op": "likes", "value": 1}, {"question": "age", "op": "is"},
        {"question": "age", "op": "is", "value": [1]}, {"question": 5, "op": "empty"},
        {"question": "age", "op": "count_at_least", "value": "two"},
        {"question": "age", "row": 1, "op": "empty"}, deep(9), deep(5000 // 10),
    ],
    ids=lambda document: str(document)[:40],
)  # fmt: skip
def test_what_is_no_condition_is_refused(document: Any) -> None:
    with pytest.raises(ConditionError):
        parse(document)


@pytest.mark.parametrize("op", ["less", "at_most", "more", "at_least"])
def test_what_stands_beside_a_scale_is_neither_more_nor_less(op: str) -> None:
    condition = parse({"question": "q", "op": op, "value": "4"})
    assert not condition.holds({"q": "na"})
    assert not condition.holds({"q": "Zuzug"})
