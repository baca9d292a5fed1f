"""One question of every kind, what somebody answers to it, and the cells this makes in the table."""

from datetime import date
from typing import Any

from tests.factories.surveys import lines, question

SCALE = lines("1", "2", "x", x={"value": None})
KINDS: list[tuple[dict[str, Any], Any, dict[str, object]]] = [
    (question("single", "one"), "b", {"one": "b"}),
    (question("dropdown", "drop", options=lines("a", "b")), "a", {"drop": "a"}),
    (question("yes_no", "yn"), "unsure", {"yn": "unsure"}),
    (question("scale", "scl", options=SCALE), "2", {"scl": "2"}),
    (question("multiple", "some"), ["a", "c"], {"some.a": 1, "some.b": 0, "some.c": 1}),
    (
        question("ranking", "rank", options=lines("a", "b", "c"), limits={"max": 2}),
        ["c", "a"],
        {"rank.a": 2, "rank.b": None, "rank.c": 1},
    ),
    (
        question("matrix", "grid", options=SCALE, rows=lines("r1", "r2")),
        {"r1": "2", "r2": None},
        {"grid.r1": "2", "grid.r2": None},
    ),
    (
        question("matrix_multiple", "mm", options=lines("a", "b"), rows=lines("r1", "r2")),
        {"r1": ["a"], "r2": None},
        {"mm.r1.a": 1, "mm.r1.b": 0, "mm.r2.a": None, "mm.r2.b": None},
    ),
    (
        question("matrix_number", "mn", rows=lines("r1", "r2")),
        {"r1": 2.5, "r2": None},
        {"mn.r1": 2.5, "mn.r2": None},
    ),
    (question("number", "num"), 7, {"num": 7}),
    (question("slider", "sli", limits={"min": 0, "max": 10}), 4, {"sli": 4}),
    (question("date", "day"), "2026-03-31", {"day": date(2026, 3, 31)}),
    (question("short_text", "short"), "Kurz", {"short": "Kurz"}),
    (question("long_text", "long"), "Lang\nund breit", {"long": "Lang\nund breit"}),
    (question("municipality", "place", options=lines("out", "far")), "out", {"place": "out"}),
    (question("consent", "agree"), "yes", {"agree": "yes"}),
    (question("display", "note"), None, {}),
    (
        question("calculated", "calc", formula={"op": "sum", "questions": ["num", "sli"]}),
        11.0,
        {"calc": 11.0},
    ),
]
QUESTIONS = [asked for asked, _answer, _cells in KINDS]
# Of one response; a text to read has no answer.
ANSWERS = {asked["code"]: answer for asked, answer, _cells in KINDS if asked["type"] != "display"}
