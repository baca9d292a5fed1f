"""Conditions while they are built: nothing is lost on the way in and out, and buttons move parts."""

from typing import Any

import pytest

from participation.surveys.document.conditions import parse
from participation.surveys.drafts.sketches import Command, Group, Statement, rearranged, sketch_of


def is_(question: str, value: str = "a") -> dict[str, Any]:
    return {"question": question, "op": "is", "value": value}


WAYS = [
    {},
    {"q": "a"},
    {"r": "a"},
    {"q": "a", "r": "a"},
    {"q": "b", "r": "a"},
    {"n": 5, "q": "b"},
    {"n": 17},
]


@pytest.mark.behaviour("Q2")
@pytest.mark.parametrize(
    "document",
    [
        is_("q"),
        {"not": is_("q")},
        {"not": {"not": is_("q")}},
        {"not": {"question": "n", "op": "at_least", "value": "6"}},
        {"not": {"question": "n", "op": "empty"}},
        {"all": [is_("q"), {"any": [is_("r"), {"not": {"all": [is_("q"), is_("r")]}}]}]},
        {"not": {"any": [{"not": {"any": [is_("q")]}}, {"question": "n", "op": "answered"}]}},
        {"any": [{"question": "n", "op": "is", "value": "17"}, {"not": {"not": {"all": [is_("q"), is_("r")]}}}]},
    ],
)  # fmt: skip
def test_what_a_condition_says_survives_the_sketch(document: Any) -> None:
    condition = parse(document)
    again = sketch_of(condition).condition()
    assert again is not None
    assert parse(again.to_json()) == again
    assert [again.holds(way) for way in WAYS] == [condition.holds(way) for way in WAYS]


def test_gaps_are_no_condition() -> None:
    gaps = Group("any", [Statement(), Statement("q"), Statement("q", "", "is", ""), Group("all")])
    assert gaps.condition() is None
    assert sketch_of(None).condition() is None


def shape(part: Any) -> Any:
    return [shape(each) for each in part.parts] if isinstance(part, Group) else part.question


def built(shape: Any) -> Any:
    return (
        Group("all", [built(part) for part in shape])
        if isinstance(shape, list)
        else Statement(shape)
    )


@pytest.mark.parametrize(
    ("button", "after"),
    [
        ("0:down", [["a", "x", "y"], "c"]),
        ("2:up", ["a", ["x", "y", "c"]]),
        ("1:up", [["x", "y"], "a", "c"]),
        ("1:down", ["a", "c", ["x", "y"]]),
        ("1-0:up", ["a", "x", ["y"], "c"]),
        ("1-1:down", ["a", ["x"], "y", "c"]),
        ("1-0:down", ["a", ["y", "x"], "c"]),
        ("0:up", ["a", ["x", "y"], "c"]),
        ("2:down", ["a", ["x", "y"], "c"]),
        ("1:drop", ["a", "c"]),
        ("1-1:drop", ["a", ["x"], "c"]),
        (":add", ["a", ["x", "y"], "c", ""]),
        ("1:add", ["a", ["x", "y", ""], "c"]),
        (":add-group", ["a", ["x", "y"], "c", ["", ""]]),
        ("1:add-group", ["a", ["x", "y", ["", ""]], "c"]),
        # nonsense
        ("9:drop", ["a", ["x", "y"], "c"]),
        ("0-0:up", ["a", ["x", "y"], "c"]),
        ("1-7-3:add", ["a", ["x", "y"], "c"]),
        ("0:add", ["a", ["x", "y"], "c"]),
        (":drop", ["a", ["x", "y"], "c"]),
        ("x:y", ["a", ["x", "y"], "c"]),
        ("", ["a", ["x", "y"], "c"]),
        ("9999999999:up", ["a", ["x", "y"], "c"]),
    ],
)  # fmt: skip
def test_buttons_move_parts_also_into_and_out_of_groups(button: str, after: Any) -> None:
    sketch = built(["a", ["x", "y"], "c"])
    rearranged(sketch, Command.read(button))
    assert shape(sketch) == after


def test_groups_go_three_deep_and_no_further() -> None:
    sketch = built([["a", ["b"]]])
    rearranged(sketch, Command.read("0-1:add-group"))
    assert shape(sketch) == [["a", ["b"]]]
