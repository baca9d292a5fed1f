"""Conditions: when a page, a question, a row or an option is part of the way.

    {"all": [c, …]}     every part holds
    {"any": [c, …]}     at least one part holds
    {"not": c}          the part does not hold
    {"question": "q1", "row": "r1", "op": "is", "value": "yes"}      ("row" in a matrix only)

A condition looks back only: at questions that come earlier on the way. An unanswered or hidden
question has no value: it is ``empty``, and every comparison with it fails.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Answers = Mapping[str, Any]

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# Deeper than this nobody can read a condition, and a hostile import could exhaust the stack.
DEEPEST = 8


class ConditionError(ValueError):
    """The document is no condition; the text says which part of it."""


@dataclass(frozen=True)
class Comparison:
    """One look at one answer."""

    question: str
    op: str
    value: Any = None
    row: str = ""

    def holds(self, answers: Answers) -> bool:
        answer = answers.get(self.question)
        if self.row:
            answer = answer.get(self.row) if isinstance(answer, Mapping) else None
        return OPERATORS[self.op].holds(answer, self.value)

    def comparisons(self) -> Iterator["Comparison"]:
        yield self

    def to_json(self) -> dict[str, Any]:
        row = {"row": self.row} if self.row else {}
        value = {"value": self.value} if OPERATORS[self.op].takes_value else {}
        return {"question": self.question, **row, "op": self.op, **value}


@dataclass(frozen=True)
class Every:
    """All parts hold; without parts it always holds."""

    parts: tuple["Condition", ...]

    def holds(self, answers: Answers) -> bool:
        return all(part.holds(answers) for part in self.parts)

    def comparisons(self) -> Iterator[Comparison]:
        return (each for part in self.parts for each in part.comparisons())

    def to_json(self) -> dict[str, Any]:
        return {"all": [part.to_json() for part in self.parts]}


@dataclass(frozen=True)
class Some:
    """At least one part holds."""

    parts: tuple["Condition", ...]

    def holds(self, answers: Answers) -> bool:
        return any(part.holds(answers) for part in self.parts)

    def comparisons(self) -> Iterator[Comparison]:
        return (each for part in self.parts for each in part.comparisons())

    def to_json(self) -> dict[str, Any]:
        return {"any": [part.to_json() for part in self.parts]}


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Condition"

    def holds(self, answers: Answers) -> bool:
        return not self.part.holds(answers)

    def comparisons(self) -> Iterator[Comparison]:
        return self.part.comparisons()

    def to_json(self) -> dict[str, Any]:
        return {"not": self.part.to_json()}


Condition = Comparison | Every | Some | Not


# -- comparing -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Operator:
    """How an answer is compared, and whether there is something to compare it with."""

    holds: Callable[[Any, Any], bool]
    takes_value: bool = True


def _is_empty(answer: Any) -> bool:
    return answer is None or answer in ("", [], {})


def _contains(answer: Any, value: Any) -> bool:
    """A choice is among those chosen; a word stands in a text, whatever its case."""
    if isinstance(answer, list):
        return value in answer
    return isinstance(answer, str) and str(value).casefold() in answer.casefold()


def _compared(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Numbers by size, dates by the calendar (ISO dates sort like the days they name)."""

    def holds(answer: Any, value: Any) -> bool:
        if _is_empty(answer):
            return False
        try:
            return compare(float(answer), float(value))
        except (TypeError, ValueError):
            # "Weiß nicht" beside a scale is neither more nor less than a step of it.
            return _is_day(answer) and _is_day(value) and compare(answer, value)

    return holds


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and DAY.fullmatch(value) is not None


def _is(answer: Any, value: Any) -> bool:
    """The same choice or the same day; numbers by what they are worth ("17" is 17)."""
    if isinstance(answer, int | float):
        return _same_number(answer, value)
    return not _is_empty(answer) and bool(answer == value)


_same_number = _compared(lambda answer, value: bool(answer == value))


def _counted(compare: Callable[[int, int], bool]) -> Callable[[Any, Any], bool]:
    def holds(answer: Any, value: Any) -> bool:
        chosen = len(answer) if isinstance(answer, list) else int(not _is_empty(answer))
        return compare(chosen, int(value))

    return holds


OPERATORS: dict[str, Operator] = {
    "is": Operator(_is),
    "contains": Operator(_contains),
    "less": Operator(_compared(lambda answer, value: answer < value)),
    "at_most": Operator(_compared(lambda answer, value: answer <= value)),
    "more": Operator(_compared(lambda answer, value: answer > value)),
    "at_least": Operator(_compared(lambda answer, value: answer >= value)),
    "count_at_least": Operator(_counted(lambda chosen, value: chosen >= value)),
    "count_at_most": Operator(_counted(lambda chosen, value: chosen <= value)),
    "empty": Operator(lambda answer, _value: _is_empty(answer), takes_value=False),
    "answered": Operator(lambda answer, _value: not _is_empty(answer), takes_value=False),
}


# -- reading -------------------------------------------------------------------------------------
def parse(document: Any, *, depth: int = 0) -> Condition:
    """Read a condition. Raises ``ConditionError`` for anything else."""
    if not isinstance(document, Mapping) or depth > DEEPEST:
        raise ConditionError("a condition is an object, nested at most eight times")
    for key, joined in (("all", Every), ("any", Some)):
        if key in document:
            return joined(_parts(document[key], depth))
    if "not" in document:
        return Not(parse(document["not"], depth=depth + 1))
    return _comparison(document)


def _parts(documents: Any, depth: int) -> tuple[Condition, ...]:
    if not isinstance(documents, list) or not documents:
        raise ConditionError("all and any take a list with at least one condition")
    return tuple(parse(each, depth=depth + 1) for each in documents)


def _comparison(document: Mapping[str, Any]) -> Comparison:
    question, op, row = document.get("question"), document.get("op"), document.get("row", "")
    if not isinstance(question, str) or not question or not isinstance(row, str):
        raise ConditionError("a comparison names its question")
    if op not in OPERATORS:
        raise ConditionError(f"the operator {op!r} is unknown")
    value = document.get("value")
    if OPERATORS[op].takes_value and not isinstance(value, str | int | float):
        raise ConditionError(f"{op} takes a value")
    if op.startswith("count") and not str(value).isdecimal():
        raise ConditionError(f"{op} takes a whole number")
    return Comparison(question, op, value, row)


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Whether a part of the questionnaire is shown; without a condition it always is."""
    return condition is None or condition.holds(answers)
