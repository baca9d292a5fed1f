"""Answers as SPSS keeps them: numbers with labels, and numbers that stand for no answer.

    -77          this was not shown to the person
    -99          shown and left empty; in texts an empty text
    -98          of a ranking: others got a place, this did not
    -81, -82 …   chosen, but outside of the scale: "weiß nicht"

All of them are user-missing, so that means and shares in SPSS are those of the results page. Nothing is
system-missing. Codes that are whole numbers stay what they are, options of a scale have the value that counts in
means; other codes ("u18") are numbered in the order of the options.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from participation.surveys.blocks.book import EMPTY, FIRST
from participation.surveys.blocks.table import AnswerColumn
from participation.surveys.columns import Holds
from participation.surveys.document.questionnaire import Option, Type
from participation.surveys.exports.selection import Taken
from participation.surveys.texts import say

WAS_NOT_SHOWN, LEFT_EMPTY, NO_PLACE, OUTSIDE = -77.0, -99.0, -98.0, -81.0
MISSING = (LEFT_EMPTY, WAS_NOT_SHOWN)
# SPSS counts seconds from the day on which the calendar was reformed.
FIRST_DAY, SECONDS = date(1582, 10, 14).toordinal(), 86_400.0
ORDERED = (Type.SCALE, Type.MATRIX)
LARGEST = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Variable:
    """One variable: what it is called, and what is in it."""

    label: str
    values: Any
    labels: Mapping[Any, str] = field(default_factory=dict)
    # The smallest and the largest number that mean no answer; of texts the one text.
    missing: tuple[Any, ...] = ()
    measure: str = "nominal"
    format: str = ""


def numeric_variable(taken: Taken, places: Any, label: str, language: str) -> Variable:
    """A column of codes, numbers or days."""
    column, question = taken.answers, taken.column.asked.question
    if column.is_number:
        return _numbers(column, places, label, question.limits.decimals)
    if question.type == Type.DATE:
        return days_variable(column, places, label)
    if taken.column.holds == Holds.CHOSEN:
        return _coded(
            column, places, label, {"0": (0.0, _("nicht gewählt")), "1": (1.0, _("gewählt"))}
        )
    if taken.column.holds == Holds.PLACE:
        given = {place: (float(place or NO_PLACE), "") for place in column.codes}
        return _coded(column, places, label, {**given, "": (NO_PLACE, _("kein Platz"))}, "ordinal")
    options = list(taken.column.asked.options.values())
    numbers = numbers_for(options)
    meaning = {each.code: (numbers[each.code], say(each.label, language)) for each in options}
    is_ordered = question.type in ORDERED and any(each.value is not None for each in options)
    return _coded(column, places, label, meaning, "ordinal" if is_ordered else "nominal")


def coded_variable(column: AnswerColumn, places: Any, label: str) -> Variable:
    """A code that people gave to texts; nothing where there is no text, or nobody has read it."""
    found = np.array([LEFT_EMPTY, LEFT_EMPTY, 0.0, 1.0])
    labels = {0.0: _("nicht zugeordnet"), 1.0: _("zugeordnet"), LEFT_EMPTY: _("kein Text, oder noch nicht gelesen")}  # fmt: skip
    values = found[column.values[places]]
    return Variable(label, values, labels, (LEFT_EMPTY,), format="F1.0")


def _nothing(low: float = LEFT_EMPTY, high: float = WAS_NOT_SHOWN) -> dict[float, str]:
    return {low: _("keine Antwort"), high: _("nicht gezeigt")}


# -- codes ---------------------------------------------------------------------------------------
def _coded(
    column: AnswerColumn,
    places: Any,
    label: str,
    meaning: Mapping[str, tuple[float, str]],
    measure: str = "nominal",
) -> Variable:
    numbers = [meaning.get(code, (LEFT_EMPTY, ""))[0] for code in column.codes]
    whole = all(number.is_integer() for number in numbers)
    # Half the size of other numbers; a county has twenty million of them.
    dtype = np.int32 if whole and max(numbers, default=0) < LARGEST else np.float64
    found = np.array([WAS_NOT_SHOWN, LEFT_EMPTY, *numbers], dtype=dtype)
    labels = {number: text for number, text in meaning.values() if text}
    return Variable(
        label=label,
        values=found[column.values[places]],
        labels={**labels, **_nothing()},
        missing=MISSING,
        measure=measure,
        format="F8.0" if whole else "F8.2",
    )


def numbers_for(options: Iterable[Option]) -> dict[str, float]:
    """The number of each option: its value on the scale, its own code, or its place."""
    every = list(options)
    values = [each.value for each in every if each.value is not None]
    if values and len(set(values)) == len(values) and min(values) > OUTSIDE:
        outside = count(int(OUTSIDE), -1)
        return {
            each.code: float(next(outside)) if each.value is None else float(each.value)
            for each in every
        }
    return dict(zip((each.code for each in every), _by_code(every), strict=True))


def _by_code(options: list[Option]) -> Iterator[float]:
    own = [_own_number(each.code) for each in options]
    free = (number for number in count(1) if number not in own)
    yield from (float(next(free) if number is None else number) for number in own)


def _own_number(code: str) -> int | None:
    """12069304 is a number; 007 is not, it would lose its zeros."""
    is_number = code.isascii() and code.isdecimal() and str(int(code)) == code
    return int(code) if is_number else None


# -- numbers and days ----------------------------------------------------------------------------
def _numbers(column: AnswerColumn, places: Any, label: str, decimals: int) -> Variable:
    low, high = _free_codes(column.values)
    values = column.values[places]
    values = np.where(np.isnan(values), low, np.where(np.isneginf(values), high, values))
    digits = 0 if np.array_equal(values, np.round(values)) else max(decimals, 2)
    missing = (low, high)
    return Variable(label, values, _nothing(low, high), missing, "scale", f"F12.{digits}")


def _free_codes(values: Any) -> tuple[float, float]:
    """-99 and -77; with nines in front where somebody answered a number between them."""
    low, high, front = LEFT_EMPTY, WAS_NOT_SHOWN, 900.0
    while np.any((values >= low) & (values <= high) & np.isfinite(values)):
        low, high, front = low - front, high - front, front * 10
    return low, high


def days_variable(column: AnswerColumn, places: Any, label: str) -> Variable:
    """Days as SPSS counts them; read as dates by every program."""
    days = column.values[places].astype(np.float64)
    seconds = (days - FIRST_DAY) * SECONDS
    values = np.where(days >= FIRST, seconds, np.where(days == EMPTY, LEFT_EMPTY, WAS_NOT_SHOWN))
    return Variable(label, values, _nothing(), MISSING, "scale", "EDATE10")


def text_variable(label: str, said: list[str]) -> Variable:
    """Words; the text -77 stands where the question was not shown."""
    not_shown = str(int(WAS_NOT_SHOWN))
    return Variable(label, said, {not_shown: _("nicht gezeigt")}, (not_shown,))
