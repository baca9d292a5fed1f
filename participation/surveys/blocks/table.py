"""A survey in memory: one row for each response, one column for each thing that was answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np

from participation.surveys.blocks.book import FIRST, NOT_SHOWN, NUMBER_NOT_SHOWN, Book, Part, key_of
from participation.surveys.blocks.coding import encode
from participation.surveys.blocks.payload import widened
from participation.surveys.document.asked import Asked, Key
from participation.surveys.document.questionnaire import QQuestion, Questionnaire
from participation.surveys.suspicions import Suspicion
from participation.surveys.texts import LANGUAGES

# What is known of a response beside its answers, each in a block of its own.
ID, VERSION, LANGUAGE, ORIGIN, DAY, SUSPICION = (
    ":id", ":version", ":language", ":origin", ":day", ":suspicion",
)  # fmt: skip
ABOUT = (ID, VERSION, LANGUAGE, ORIGIN, DAY, SUSPICION)
ORIGINS = ("online", "paper", "example", "imported")
# Append only: a number in a block means the same for ever.
SUSPICIONS = tuple(Suspicion.values)
Arrays = dict[str, Any]


@dataclass(frozen=True)
class DataState:
    """Which responses were there: the same state, the same figures."""

    responses: int = 0
    # Those that were there once and were taken back or removed.
    removed: int = 0

    def __str__(self) -> str:
        return f"{self.responses}-{self.removed}"


class Given(NamedTuple):
    """One response as the database holds it."""

    id: UUID
    version: int
    language: str
    origin: str
    day: date
    suspicions: Sequence[str]
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class AnswerColumn:
    """What everybody said in one place.

    Coded: 0 not shown, 1 shown and left empty, and v >= 2 means ``codes[v - 2]``. Numbers: NaN is
    empty, -inf not shown. Days: ordinals of the calendar (day 1 is 0001-01-01), 0 and 1 as above.
    """

    values: Any
    codes: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        return bool(self.values.dtype == np.float64)

    @property
    def is_coded(self) -> bool:
        return bool(self.codes)

    @cached_property
    def shown(self) -> Any:
        """For each response, whether this was shown."""
        return self.values != (NUMBER_NOT_SHOWN if self.is_number else NOT_SHOWN)

    @cached_property
    def answered(self) -> Any:
        """For each response, whether something was said."""
        return np.isfinite(self.values) if self.is_number else self.values >= FIRST

    def occurring(self) -> list[str]:
        """The codes that somebody gave, in their order."""
        counts = np.bincount(self.values, minlength=len(self.codes) + FIRST)
        return [code for number, code in enumerate(self.codes, FIRST) if counts[number]]

    def number_of(self, code: str) -> int | None:
        """Which value stands for a code."""
        return self.codes.index(code) + FIRST if code in self.codes else None


@dataclass(frozen=True)
class ResponseTable:
    """All responses of a survey by column, in the order of their random ids, which says nothing."""

    state: DataState
    asked: Mapping[Key, Asked]
    book: Book
    arrays: Arrays

    @property
    def n(self) -> int:
        return len(self.ids)

    @property
    def ids(self) -> Any:
        """The ids as 16 bytes each; trailing zeros are cut off when one is taken out."""
        return self.arrays[ID][0]

    @property
    def version(self) -> AnswerColumn:
        """By the numbers of the versions."""
        numbers = {number for each in self.asked.values() for number in each.versions}
        highest = max(numbers, default=0)
        return AnswerColumn(self._about(VERSION), tuple(str(n) for n in range(1, highest + 1)))

    @property
    def language(self) -> AnswerColumn:
        return AnswerColumn(self._about(LANGUAGE), LANGUAGE_CODES)

    @property
    def origin(self) -> AnswerColumn:
        return AnswerColumn(self._about(ORIGIN), ORIGINS)

    @property
    def day(self) -> AnswerColumn:
        return AnswerColumn(self._about(DAY))

    @property
    def suspicion(self) -> AnswerColumn:
        """A sum of powers of two: 1 for the first of ``SUSPICIONS``, 2 for the second, …"""
        return AnswerColumn(self._about(SUSPICION))

    def _about(self, key: str) -> Any:
        return self.arrays[key][0]

    @cached_property
    def _places(self) -> dict[str, tuple[str, int]]:
        """Where each column lies, by its name; of two questions with one code the newer one."""
        found: dict[str, tuple[str, int]] = {}
        for key in self.asked:
            layout = self.book[key_of(key)]
            for number, part in enumerate(layout.parts):
                found.setdefault(part.name(layout.code), (key_of(key), number))
        return found

    def has(self, name: str) -> bool:
        return name in self._places

    def column(self, name: str) -> AnswerColumn:
        """A column by its name (``columns.Column.name``; of a question in parts also its code).

        Raises KeyError for a name that no question has.
        """
        key, number = self._places[name]
        return self._column(key, number)

    def part_of(self, name: str) -> tuple[Key, Part]:
        """The question of a column, and which part of it the column is."""
        key, number = self._places[name]
        layout = self.book[key]
        return (layout.code, layout.type), layout.parts[number]

    def columns_of(self, key: Key) -> Iterator[tuple[str, AnswerColumn]]:
        """All columns of one question with their names, also where two questions share a code."""
        layout = self.book[key_of(key)]
        for number, part in enumerate(layout.parts):
            yield part.name(layout.code), self._column(key_of(key), number)

    def _column(self, key: str, number: int) -> AnswerColumn:
        layout = self.book[key]
        return AnswerColumn(self.arrays[key][number], layout.codes_of(layout.parts[number]))

    def with_more(self, more: Arrays, state: DataState) -> "ResponseTable":
        """The table with further responses, each at the place of its id."""
        new = more[ID][0]
        if not len(new):
            return replace(self, state=state)
        order = np.argsort(new)
        places = np.searchsorted(self.ids, new[order])
        arrays = {
            key: np.insert(array, places, more[key][:, order], axis=1)
            for key, array in self.arrays.items()
        }
        return replace(self, arrays=arrays, state=state)


LANGUAGE_CODES = tuple(LANGUAGES)


# -- making arrays -----------------------------------------------------------------------------
def empty_arrays(book: Book) -> Arrays:
    """Columns of nobody, each with the shape and type of the book."""
    return {
        **{key: np.empty((len(each.parts), 0), each.dtype) for key, each in book.items()},
        **{key: np.empty((1, 0), dtype) for key, dtype in ABOUT_DTYPES.items()},
    }


ABOUT_DTYPES = {
    ID: np.dtype("S16"),
    VERSION: np.dtype("<u2"),
    LANGUAGE: np.dtype(np.uint8),
    ORIGIN: np.dtype(np.uint8),
    DAY: np.dtype(np.int32),
    SUSPICION: np.dtype(np.uint8),
}


def arrays_of(
    book: Book, questionnaires: Mapping[int, tuple[int, Questionnaire]], given: Sequence[Given]
) -> Arrays:
    """Responses as columns, in the order in which they are given.

    ``questionnaires`` leads from the key of a version to its number and its document.
    """
    arrays = {
        ID: _line([each.id.bytes for each in given], ABOUT_DTYPES[ID]),
        VERSION: _line(
            [questionnaires[each.version][0] - 1 + FIRST for each in given], ABOUT_DTYPES[VERSION]
        ),
        LANGUAGE: _line(_numbers([each.language for each in given], LANGUAGE_CODES), np.uint8),
        ORIGIN: _line(_numbers([each.origin for each in given], ORIGINS), np.uint8),
        DAY: _line([each.day.toordinal() for each in given], np.int32),
        SUSPICION: _line([_bits(each.suspicions) for each in given], np.uint8),
    }
    for key, layout in book.items():
        arrays[key] = np.full((len(layout.parts), len(given)), layout.nothing, layout.dtype)
    for version, (places, responses) in _by_version(given).items():
        questions = _by_key(questionnaires[version][1])
        for key, layout in book.items():
            if question := questions.get(key):
                arrays[key][:, places] = encode(layout, question, responses)
    return arrays


def _line(values: Iterable[Any], dtype: Any) -> Any:
    return np.array(list(values), dtype=dtype).reshape(1, -1)


def _numbers(values: Iterable[str], codes: Sequence[str]) -> list[int]:
    known = {code: number for number, code in enumerate(codes, FIRST)}
    return [known.get(value, FIRST - 1) for value in values]


def _bits(suspicions: Sequence[str]) -> int:
    return sum(1 << SUSPICIONS.index(each) for each in suspicions)


def _by_key(questionnaire: Questionnaire) -> dict[str, QQuestion]:
    return {key_of((each.code, each.type)): each for each in questionnaire.questions}


def _by_version(given: Sequence[Given]) -> dict[int, tuple[list[int], list[Mapping[str, Any]]]]:
    found: dict[int, tuple[list[int], list[Mapping[str, Any]]]] = {}
    for place, each in enumerate(given):
        places, responses = found.setdefault(each.version, ([], []))
        places.append(place)
        responses.append(each.answers)
    return found


def joined(book: Book, pieces: Sequence[Arrays]) -> Arrays:
    """Blocks side by side, in the layout of today."""
    blank = empty_arrays(book)
    if not pieces:
        return blank
    return {
        key: np.concatenate([_fitting(book, key, piece, blank[key]) for piece in pieces], axis=1)
        for key in blank
    }


def _fitting(book: Book, key: str, piece: Arrays, blank: Any) -> Any:
    width = piece[ID].shape[1]
    if key not in book:
        return piece[key]
    nothing = book[key].nothing
    if key not in piece:
        return np.full((blank.shape[0], width), nothing, blank.dtype)
    return widened(piece[key], blank.shape[0], blank.dtype, nothing)
