"""What stands in one cell: a code, a label, a mark, a place, a number, a day, words.

A reader is a function from the text of a cell, never empty, to the answer; what is no answer raises
``NoAnswer`` with the reason. Nothing is guessed: a label has to be that of one option only.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.columns import Holds
from participation.surveys.document.questionnaire import QQuestion, Type
from participation.surveys.interchange.responses.parts import Part
from participation.surveys.kinds.base import visible_text
from participation.surveys.kinds.values import day_from
from participation.surveys.texts import NO, UNSURE, YES
from smartregion.core.richtext import plain_text

Read = Callable[[str], Any]
# The code of a label that two options share.
AMBIGUOUS = object()
NUMBER = re.compile(r"[-\u2212]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d{1,2})?", re.ASCII)
GROUPED = re.compile(r"[-\u2212]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+)", re.ASCII)
WHOLE_VALUED = re.compile(r"(\d+)[.,]0+", re.ASCII)
# "2022-03-14 10:22:31", "14.03.2022 10:22", "2022-03-14T10:22:31Z": the time of day is dropped.
DAY_AND_TIME = re.compile(r"(\S+?)(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
# A program that hides the day of submission writes the first days of its calendar.
BEGINNINGS = {date(1980, 1, 1), date(1970, 1, 1), date(1900, 1, 1)}
CHOSEN = frozenset(
    {"y", "1", "x", "true", "wahr", "on", "gewählt", "ausgewählt", "selected", "checked"}
) | {label.casefold() for label in YES.values()}
NOT_CHOSEN = frozenset(
    {"n", "0", "false", "falsch", "off", "nicht gewählt", "nicht ausgewählt", "not selected"}
) | {label.casefold() for label in NO.values()}
YES_NO: Mapping[str, tuple[Mapping[str, str], tuple[str, ...]]] = {
    "yes": (YES, ("y", "1", "true", "wahr")),
    "no": (NO, ("n", "0", "2", "false", "falsch")),
    "unsure": (UNSURE, ("u", "unsicher", "uncertain")),
}
# Of numbers and codes there are few different ones; more than this are read anew each time.
REMEMBERED = 10_000


class NoAnswer(ValueError):
    """The text of a cell is no answer to its question."""


def reader_of(part: Part, values: Mapping[str, Mapping[str, str]]) -> Read:
    """How the cells of a column are read; ``values`` are codes that were changed on the way here."""
    given = {**values.get(part.question.code, {}), **values.get(part.name, {})}
    if part.holds == Holds.WORDS:
        return _words
    if part.holds == Holds.CHOSEN:
        return _mark_reader(part, given)
    if part.holds == Holds.PLACE:
        return _place
    match part.question.type:
        case Type.NUMBER | Type.SLIDER | Type.CALCULATED | Type.MATRIX_NUMBER:
            return _number_reader(part.question.limits.decimals)
        case Type.DATE:
            return _day
        case Type.SHORT_TEXT | Type.LONG_TEXT:
            return _words
    return _code_reader(part.question, given)


# -- codes and labels ------------------------------------------------------------------------------
def _code_reader(question: QQuestion, given: Mapping[str, str]) -> Read:
    """One of the options: by its code, there or here, or by its label in any language."""
    exact, loose = _meanings(question, given)

    def read(text: str) -> str:
        code: object = exact.get(text)
        if code is None and (whole := WHOLE_VALUED.fullmatch(text)):
            code = exact.get(whole[1])
        if code is None:
            code = loose.get(folded(text))
        if code is AMBIGUOUS:
            raise NoAnswer(_("Mehrere Antworten heißen so."))
        if code is None:
            raise NoAnswer(_("Diese Antwort steht nicht zur Auswahl."))
        return str(code)

    return read


def _meanings(
    question: QQuestion, given: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, object]]:
    """Codes by what stands in the file: exactly, and without regard to markup and capitals."""
    exact = {option.code: option.code for option in question.options}
    exact |= {theirs: ours for theirs, ours in given.items() if ours in exact}
    loose: dict[str, object] = {}
    for name, code in exact.items():
        _note(loose, name, code)
    for option in question.options:
        for label in set(option.label.values()):
            _note(loose, label, option.code)
        if question.type in (Type.YES_NO, Type.CONSENT) and option.code in YES_NO:
            labels, signs = YES_NO[option.code]
            for label in {*labels.values(), *signs}:
                loose.setdefault(folded(label), option.code)
    return exact, loose


def _note(meanings: dict[str, object], name: str, code: str) -> None:
    if meanings.setdefault(folded(name), code) != code:
        meanings[folded(name)] = AMBIGUOUS


def folded(text: str) -> str:
    """A label as two programs write it alike."""
    plain = plain_text(text) if "<" in text or "&" in text else text
    return " ".join(plain.split()).casefold()


def _mark_reader(part: Part, given: Mapping[str, str]) -> Read:
    """Whether an option was chosen: Y, Ja, 1, its code or its label."""
    option = part.option
    assert option is not None  # noqa: S101 - a mark always stands beside an option
    own = {folded(name) for name in (option.code, *option.label.values())}
    own |= {folded(theirs) for theirs, ours in given.items() if ours in (option.code, "1")}

    def read(text: str) -> bool:
        name = folded(text)
        # An option may have the code 0: the mark for "no" comes first.
        if name in NOT_CHOSEN:
            return False
        if name in CHOSEN or name in own:
            return True
        raise NoAnswer(_("Weder „gewählt“ noch „nicht gewählt“."))

    return read


def _place(text: str) -> int:
    whole = WHOLE_VALUED.fullmatch(text)
    number = whole[1] if whole else text
    if not (number.isascii() and number.isdecimal()):
        raise NoAnswer(_("Kein Platz einer Rangfolge."))
    return int(number[:9])


# -- values ----------------------------------------------------------------------------------------
def _number_reader(decimals: int) -> Read:
    """A number with point or comma. Programs do not group digits: "1.250" is 1,25 and a little."""

    def read(text: str) -> int | float:
        number = number_in(text)
        return int(number) if not decimals and number.is_integer() else number

    return read


def number_in(text: str) -> float:
    """The number in a cell, written with a decimal point or a decimal comma."""
    text = text.replace("\u2212", "-")
    if GROUPED.fullmatch(text):
        last = max(text.rfind("."), text.rfind(","))
        text = re.sub("[.,]", "", text[:last]) + "." + text[last + 1 :]
    elif not NUMBER.fullmatch(text):
        raise NoAnswer(_("Das ist keine Zahl."))
    number = float(text.replace(",", "."))
    if not math.isfinite(number):
        raise NoAnswer(_("Das ist keine Zahl."))
    # Adding nothing makes a zero of "-0".
    return number + 0.0


def _day(text: str) -> str:
    day = calendar_day(text)
    if day is None:
        raise NoAnswer(_("Das ist kein Tag, zum Beispiel 2026-03-31 oder 31.03.2026."))
    return day.isoformat()


def calendar_day(text: str) -> date | None:
    """The day in a cell, whatever time of day stands beside it; None where there is none."""
    found = DAY_AND_TIME.fullmatch(text) if len(text) <= 40 else None
    return _written_day(found[1]) if found else None


@lru_cache(maxsize=4096)
def _written_day(text: str) -> date | None:
    return day_from(text)


def _words(text: str) -> str:
    visible = visible_text(text)
    if visible is None:
        raise NoAnswer(_("Darin steht kein sichtbares Zeichen."))
    return visible


def remembering(read: Read) -> Read:
    """The same reader, which reads each text only once; for what takes few different values."""
    known: dict[str, Any] = {}

    def recall(text: str) -> Any:
        try:
            return known[text]
        except KeyError:
            pass
        answer = read(text)
        if len(known) < REMEMBERED:
            known[text] = answer
        return answer

    return recall
