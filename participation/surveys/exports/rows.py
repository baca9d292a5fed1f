"""The table itself: a heading, and one row for each response, fast enough for a whole county.

Coded answers are small numbers in memory (blocks/table.py). A column is written by looking every number up
in a short list of finished cells; only words are read from the database, a piece of the table at a time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from participation.surveys.blocks.book import EMPTY, FIRST, NOT_SHOWN
from participation.surveys.blocks.table import SUSPICIONS, AnswerColumn
from participation.surveys.columns import Holds
from participation.surveys.document.questionnaire import Type
from participation.surveys.exports.about import NAMES
from participation.surveys.exports.cells import PLAIN, Cells
from participation.surveys.exports.orders import Orders
from participation.surveys.exports.selection import Selection, Taken
from participation.surveys.exports.words import AnswersChanged, Words, words_of
from participation.surveys.kinds import other_key
from participation.surveys.results import TEXTS

PIECE = 4000


@dataclass(frozen=True)
class Piece:
    """Some thousand responses that are being written."""

    places: Any
    # Their ids as 32 hexadecimal digits.
    ids: list[str]
    words: Words = field(default_factory=dict)


# From a piece to the finished cells of one column.
Writer = Callable[[Piece], list[Any]]


def heading(selection: Selection) -> list[str]:
    """The names of all columns."""
    weight = [selection.weight_name] if selection.weights else []
    return [*NAMES, *(taken.name for taken in selection.taken), *selection.coded, *weight]


def rows_of(selection: Selection, cells: Cells = PLAIN) -> Iterator[Sequence[Any]]:
    """One row for each response, by random number: the order says nothing."""
    for rows in pieces_of(selection, cells):
        yield from rows


def pieces_of(selection: Selection, cells: Cells = PLAIN) -> Iterator[list[Sequence[Any]]]:
    """The same rows, some thousand at a time."""
    writers = writers_of(selection, cells).values()
    for piece in split(selection):
        yield list(zip(*(write(piece) for write in writers), strict=True))


def writers_of(selection: Selection, cells: Cells) -> dict[str, Writer]:
    """What writes each column, by its name, in the order of the columns."""
    writers = [*_about(selection, cells), *_answers(selection, cells), *_codes(selection, cells)]
    if selection.weights:
        writers.append(_plain_numbers(selection.weights.values, cells))
    return dict(zip(heading(selection), writers, strict=True))


def split(selection: Selection) -> Iterator[Piece]:
    """The chosen responses some thousand at a time, with what these people wrote."""
    texts = texts_in(selection)
    for start in range(0, selection.n, PIECE):
        yield _piece(selection, selection.places[start : start + PIECE], texts)


def text_key(taken: Taken) -> str | None:
    """Under which key of the answers the words of a column stand; None where it holds no words."""
    question = taken.column.asked.question
    if taken.column.holds == Holds.WORDS:
        return other_key(question)
    return question.code if question.type in TEXTS else None


def texts_in(selection: Selection) -> dict[str, AnswerColumn]:
    """The columns that hold words, by the key of their answers."""
    found = ((text_key(taken), taken) for taken in selection.taken)
    return {key: taken.answers for key, taken in found if key}


def _piece(selection: Selection, places: Any, texts: dict[str, AnswerColumn]) -> Piece:
    ids = hex_ids(selection.table.ids[places])
    said: Any = np.zeros(len(places), dtype=bool)
    for column in texts.values():
        said |= column.answered[places]
    wanted = [ids[place] for place in np.flatnonzero(said)]
    return Piece(places, ids, words_of(wanted, list(texts)))


def hex_ids(ids: Any) -> list[str]:
    """Ids as hexadecimal digits; taken out one by one, they would lose zeros at the end."""
    digits = np.ascontiguousarray(ids).tobytes().hex()
    return [digits[start : start + 32] for start in range(0, len(digits), 32)]


# -- what is known of a response -----------------------------------------------------------------
def _about(selection: Selection, cells: Cells) -> Iterator[Writer]:
    table = selection.table
    yield lambda piece: [cells.text(_dashed(each)) for each in piece.ids]
    yield _coded(table.version, cells, lambda number: cells.number(int(number)))
    yield _coded(table.language, cells, cells.text)
    yield _coded(table.origin, cells, cells.text)
    yield _days(table.day, cells)
    yield _suspicions(table.suspicion, cells)


def _dashed(digits: str) -> str:
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _suspicions(column: AnswerColumn, cells: Cells) -> Writer:
    sums = range(1 << len(SUSPICIONS))
    names = [[name for bit, name in enumerate(SUSPICIONS) if each >> bit & 1] for each in sums]
    found = _list_of([cells.text(" ".join(each)) if each else cells.empty for each in names])
    return lambda piece: _looked_up(found, column.values[piece.places])


# -- what was answered ---------------------------------------------------------------------------
def _answers(selection: Selection, cells: Cells) -> Iterator[Writer]:
    orders = Orders(selection, cells)
    for taken in selection.taken:
        key = text_key(taken)
        if taken.column.holds == Holds.ORDER:
            yield partial(orders.write, taken)
        elif key:
            yield _said(taken.answers, key, cells)
        else:
            yield _answer(taken, cells)


def _answer(taken: Taken, cells: Cells) -> Writer:
    column, holds = taken.answers, taken.column.holds
    if holds == Holds.CHOSEN:
        return _coded(column, cells, lambda code: cells.number(int(code)))
    if holds == Holds.PLACE:
        return _coded(
            column, cells, lambda place: cells.number(int(place)) if place else cells.empty
        )
    if column.is_number:
        return _numbers(column, cells)
    if taken.column.asked.question.type == Type.DATE:
        return _days(column, cells)
    return _coded(column, cells, cells.text)


def _codes(selection: Selection, cells: Cells) -> Iterator[Writer]:
    """1 and 0 where somebody has read the text; nothing where there is none, or nobody has."""
    nothing = replace(cells, not_shown=cells.empty)
    for column in selection.coded.values():
        yield _coded(column, nothing, lambda code: cells.number(int(code)))


def _list_of(values: Sequence[object]) -> Any:
    """An array of any things, not of what numpy would make of them."""
    found: Any = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def _looked_up(found: Any, numbers: Any) -> list[Any]:
    cells: list[Any] = np.take(found, numbers).tolist()
    return cells


def _coded(column: AnswerColumn, cells: Cells, write: Callable[[str], object]) -> Writer:
    found = _list_of([cells.not_shown, cells.empty, *map(write, column.codes)])
    return lambda piece: _looked_up(found, column.values[piece.places])


def _each_once(values: Any, write: Callable[[Any], object]) -> list[Any]:
    """Every different value is written once, however many people gave it."""
    different, which = np.unique(values, return_inverse=True)
    return _looked_up(_list_of([write(value) for value in different.tolist()]), which)


def _numbers(column: AnswerColumn, cells: Cells) -> Writer:
    def write(value: float) -> object:
        if value == -np.inf:
            return cells.not_shown
        return cells.empty if value != value else cells.number(_whole(value))

    return lambda piece: _each_once(column.values[piece.places], write)


def _plain_numbers(values: Any, cells: Cells) -> Writer:
    return lambda piece: [cells.number(value) for value in values[piece.places].tolist()]


def _whole(value: float) -> float:
    """7, not 7.0: as it was typed."""
    return int(value) if value.is_integer() else value


def _days(column: AnswerColumn, cells: Cells) -> Writer:
    nothing = {NOT_SHOWN: cells.not_shown, EMPTY: cells.empty}

    def write(value: int) -> object:
        return nothing[value] if value < FIRST else cells.day(date.fromordinal(value))

    return lambda piece: _each_once(column.values[piece.places], write)


def _said(column: AnswerColumn, key: str, cells: Cells) -> Writer:
    def write(piece: Piece, place: int, state: int) -> object:
        if state >= FIRST:
            words = _words(piece.words.get(piece.ids[place]), key)
            # Somebody may have written the very words that stand for "not shown".
            return cells.text(words if words != cells.not_shown else f"'{words}")
        return cells.empty if state == EMPTY else cells.not_shown

    return lambda piece: [
        write(piece, place, state)
        for place, state in enumerate(column.values[piece.places].tolist())
    ]


def _words(said: Mapping[str, str | None] | None, key: str) -> str:
    """Somebody said something here; if it is gone, the table is no longer that of one moment."""
    words = said and said[key]
    if not words:
        raise AnswersChanged
    return words
