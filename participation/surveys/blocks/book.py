"""Which columns a question has, and which small number stands for which answer.

A survey's book only ever grows: what a number means once, it means for ever, whatever later versions
add. So blocks of different ages can be laid side by side.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from participation.surveys.columns import Holds, columns_of
from participation.surveys.document.asked import Asked, Key
from participation.surveys.document.questionnaire import Type
from participation.surveys.results import NUMBERS, TEXTS

# 0 and 1 are no answers; the first code is 2.
NOT_SHOWN, EMPTY, FIRST = 0, 1, 2
CHOSEN_CODES = ("0", "1")
SAID = ("said",)
# Of numbers there is no 0 or 1 to spare.
NUMBER_NOT_SHOWN, NUMBER_EMPTY = -np.inf, np.nan
# What the column of a question as a whole says when its parts have columns of their own.
STATE = "state"
IN_PARTS = (
    Type.MULTIPLE, Type.RANKING, Type.MATRIX, Type.MATRIX_MULTIPLE, Type.MATRIX_NUMBER,
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One column of a question: what it holds, for which row and which option."""

    holds: str
    row: str = ""
    option: str = ""

    def name(self, code: str) -> str:
        """As ``columns.Column.name``."""
        words = "-text" if self.holds == Holds.WORDS else ""
        return ".".join(each for each in (code, self.row, self.option) if each) + words


@dataclass(frozen=True)
class Layout:
    """How the answers to one question are kept: its columns in order, and its codes."""

    code: str
    type: Type
    parts: tuple[Part, ...]
    codes: tuple[str, ...]

    @property
    def dtype(self) -> Any:
        if self.type in NUMBERS:
            return np.dtype(np.float64)
        if self.type == Type.DATE:
            return np.dtype(np.int32)
        return np.dtype(np.uint8 if len(self.codes) + FIRST <= 255 else np.uint16)

    @property
    def nothing(self) -> float:
        """What stands where the question was not shown."""
        return NUMBER_NOT_SHOWN if self.type in NUMBERS else NOT_SHOWN

    def codes_of(self, part: Part) -> tuple[str, ...]:
        """What the numbers from 2 on mean in one of its columns; empty for numbers and days."""
        if self.type in (*NUMBERS, Type.DATE):
            return ()
        match part.holds:
            case Holds.CHOSEN:
                return CHOSEN_CODES
            case Holds.PLACE:
                return ("", *map(str, range(1, len(self.codes) + 1)))
            case Holds.WORDS | "state":
                return SAID
        return SAID if self.type in TEXTS else self.codes

    def to_json(self) -> dict[str, Any]:
        parts = [[part.holds, part.row, part.option] for part in self.parts]
        return {"parts": parts, "codes": list(self.codes)}


Book = dict[str, Layout]


def key_of(key: Key) -> str:
    """How a question is called in ``AnswerBlock.key``; codes hold no colon."""
    code, kind = key
    return f"{code}:{kind}"


def read_book(document: Mapping[str, Any]) -> Book:
    """The book as it is kept in ``ColumnStore.book``."""
    return {name: _layout(name, each) for name, each in document.items()}


def _layout(name: str, document: Mapping[str, Any]) -> Layout:
    code, _colon, kind = name.partition(":")
    parts = tuple(Part(*part) for part in document["parts"])
    return Layout(code, Type(kind), parts, tuple(document["codes"]))


def grown(book: Book, asked: Mapping[Key, Asked]) -> Book:
    """The book with everything that was ever asked; what it knows already keeps its place."""
    more = {key_of(key): _grown(book.get(key_of(key)), each) for key, each in asked.items()}
    return {**book, **more}


def _grown(layout: Layout | None, asked: Asked) -> Layout:
    known = layout or Layout(asked.question.code, asked.question.type, (), ())
    parts = dict.fromkeys([*known.parts, *_parts(asked)])
    codes = dict.fromkeys([*known.codes, *asked.options])
    return Layout(known.code, known.type, tuple(parts), tuple(codes))


def _parts(asked: Asked) -> Iterator[Part]:
    kind = asked.question.type
    if kind in IN_PARTS:
        yield Part(STATE)
    if kind == Type.MATRIX_MULTIPLE:
        yield from (Part(STATE, row) for row in asked.rows)
    for column in columns_of(asked):
        if column.holds != Holds.ORDER:
            row, option = column.row, column.option
            yield Part(column.holds, row.code if row else "", option.code if option else "")
