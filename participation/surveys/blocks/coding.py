"""From answers to columns of small numbers: the way in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from participation.surveys.blocks.book import (
    EMPTY,
    FIRST,
    NOT_SHOWN,
    NUMBER_EMPTY,
    NUMBER_NOT_SHOWN,
    Layout,
    Part,
)
from participation.surveys.columns import Holds
from participation.surveys.document.questionnaire import QQuestion, Type
from participation.surveys.kinds import other_key
from participation.surveys.results import NUMBERS

Answers = Mapping[str, Any]
# Stands where a question, a row or an option was not shown; None is shown and left empty.
HIDDEN: Any = object()
CHOSEN, NOT_CHOSEN = FIRST + 1, FIRST


def encode(layout: Layout, question: QQuestion | None, responses: Sequence[Answers]) -> Any:
    """The answers to one question, as ``array[part, response]`` in the order of the layout.

    ``question`` is the one of the version that these people answered; None: it did not ask this.
    """
    shape = (len(layout.parts), len(responses))
    if question is None:
        return np.full(shape, layout.nothing, dtype=layout.dtype)
    said = [answers.get(question.code, HIDDEN) for answers in responses]
    offered = _Offered(question, responses)
    columns = np.empty(shape, dtype=layout.dtype)
    for number, part in enumerate(layout.parts):
        if part.holds == Holds.WORDS:
            columns[number] = _words(question, said, responses)
        else:
            read = _reader(layout, part)
            columns[number] = [read(answer) for answer in offered.hide(part, _of_row(part, said))]
    return columns


def _of_row(part: Part, said: list[Any]) -> list[Any]:
    """Of a matrix: what was said in one row. Who left all of it empty was shown every row."""
    if not part.row:
        return said
    row = part.row
    return [
        answer if answer is HIDDEN or answer is None else answer.get(row, HIDDEN) for answer in said
    ]


class _Offered:
    """Which rows and options of a question each person was shown."""

    def __init__(self, question: QQuestion, responses: Sequence[Answers]) -> None:
        self.rows = {row.code for row in question.rows}
        self.options = set(question.by_code)
        self.narrowed: list[tuple[set[str], set[str]]] | None = None
        if not question.is_fixed:
            seen = (question.narrowed(answers) for answers in responses)
            self.narrowed = [({row.code for row in q.rows}, set(q.by_code)) for q in seen]

    def hide(self, part: Part, said: list[Any]) -> list[Any]:
        """What was said, with ``HIDDEN`` where the row or option was not offered."""
        row, option = part.row, part.option
        if not (row or option):
            return said
        if (row and row not in self.rows) or (option and option not in self.options):
            return [HIDDEN] * len(said)
        if self.narrowed is None:
            return said
        return [
            answer if (not row or row in rows) and (not option or option in options) else HIDDEN
            for answer, (rows, options) in zip(said, self.narrowed, strict=True)
        ]


def _words(question: QQuestion, said: list[Any], responses: Sequence[Answers]) -> list[int]:
    """Whether there are words beside "Anderes"."""
    key = other_key(question)
    return [
        NOT_SHOWN if answer is HIDDEN else FIRST if answers.get(key) else EMPTY
        for answer, answers in zip(said, responses, strict=True)
    ]


def _reader(layout: Layout, part: Part) -> Callable[[Any], float]:
    """How one cell is read: from an answer (or None, or HIDDEN) to its number."""
    match part.holds:
        case "state":
            return _numeric_state if layout.type in NUMBERS else _state
        case Holds.CHOSEN:
            return lambda said: _chosen(said, part.option)
        case Holds.PLACE:
            return lambda said: _place(said, part.option)
    if layout.type in NUMBERS:
        return _number
    if layout.type == Type.DATE:
        return _day
    if not layout.codes:
        return _state
    known = {HIDDEN: NOT_SHOWN, None: EMPTY}
    known |= {code: number for number, code in enumerate(layout.codes, FIRST)}
    return lambda said: known.get(said, EMPTY)


def _state(said: Any) -> int:
    return NOT_SHOWN if said is HIDDEN else EMPTY if said is None else FIRST


def _numeric_state(said: Any) -> float:
    return NUMBER_NOT_SHOWN if said is HIDDEN else NUMBER_EMPTY if said is None else 1.0


def _chosen(said: Any, option: str) -> int:
    if said is HIDDEN or said is None:
        return _state(said)
    return CHOSEN if option in said else NOT_CHOSEN


def _place(said: Any, option: str) -> int:
    """2 has no place, 3 is the first place."""
    if said is HIDDEN or said is None:
        return _state(said)
    return FIRST + (said.index(option) + 1 if option in said else 0)


def _number(said: Any) -> float:
    return NUMBER_NOT_SHOWN if said is HIDDEN else NUMBER_EMPTY if said is None else float(said)


def _day(said: Any) -> int:
    if said is HIDDEN or said is None:
        return _state(said)
    return date.fromisoformat(said).toordinal()
