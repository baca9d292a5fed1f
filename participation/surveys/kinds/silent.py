"""Parts that ask nothing: a text to read, and a value that is worked out from other answers."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar

from participation.surveys.document.questionnaire import QQuestion
from participation.surveys.kinds.base import Answer, Faults, Kind, Typed


class Display(Kind):
    """A text between the questions. It has no answer at all."""

    is_asked = False
    operators: ClassVar[tuple[str, ...]] = ()

    def keys(self, question: QQuestion) -> tuple[str, ...]:
        return ()

    def own_names(self, question: QQuestion) -> tuple[str, ...]:
        return ()

    def read(self, question: QQuestion, typed: Typed, faults: Faults) -> Answer:
        return None

    def is_missing(self, question: QQuestion, answer: Answer) -> bool:
        return False


class Calculated(Display):
    """A sum, a mean or a count over earlier answers; nobody sees a field for it.

    ``formula`` is ``{"op": "sum" | "mean" | "count", "questions": [codes]}``. Unanswered questions
    are left out; without any answer the value is None.
    """

    operators: ClassVar[tuple[str, ...]] = (
        "at_least",
        "at_most",
        "more",
        "less",
        "answered",
        "empty",
    )

    def keys(self, question: QQuestion) -> tuple[str, ...]:
        return (question.code,)

    def value(self, question: QQuestion, answers: Mapping[str, Any]) -> float | None:
        given = [
            number for code in question.formula["questions"] for number in _numbers(answers, code)
        ]
        if question.formula["op"] == "count":
            return float(len(given))
        if not given:
            return None
        return sum(given) if question.formula["op"] == "sum" else sum(given) / len(given)

    def check(self, question: QQuestion, answer: Answer) -> None:
        return


def _numbers(answers: Mapping[str, Any], code: str) -> list[float]:
    """The numbers in an answer: itself, the codes of a scale, the rows of a matrix."""
    answer: Any = answers.get(code)
    found = []
    for part in answer.values() if isinstance(answer, Mapping) else [answer]:
        with suppress(TypeError, ValueError):
            found.append(float(part))
    return found
