"""Answers on paper, typed in with as few keys as possible: "2", "135", "43213", "12.3.2026".

Each option has a number, printed inside its box and shown beside it on the screen. One field takes a
whole question; what stands in it becomes what the page of the survey would have sent.

    one of several    2            in a matrix       43213, a digit for each row, "-" for none
    some of several   135 or 1,3,5 several per row   13 - 2, a group for each row
    places            312 or 3 1 2 numbers per row   12 3,5 - 8
    yes, no, unsure   1, 2, 3      a day             12.3.2026 or 120326

"?" stands for what nobody can read or what does not count: it is left empty, and two people who
type the same sheet must agree on it.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.document.questionnaire import QQuestion, Type
from participation.surveys.kinds import field_name
from participation.surveys.texts import say

ILLEGIBLE = "?"
NOTHING = ("", "-")
SEPARATORS = re.compile(r"[\s;,/]+")
# Between numbers a comma belongs to the number.
GAPS = re.compile(r"[\s;/]+")
SHORT_DAY = re.compile(r"(\d\d)(\d\d)(\d\d(?:\d\d)?)", re.ASCII)
BY_STEP = (Type.SCALE, Type.MATRIX)

Sent = dict[str, list[str]]


def keys_of(question: QQuestion) -> list[str]:
    """The number of each option: of a scale its step (also 0), of a place its official key."""
    if question.type == Type.MUNICIPALITY:
        return [each.code for each in question.options]
    if question.type not in BY_STEP:
        return [str(place) for place, _option in enumerate(question.options, 1)]
    steps = [int(each.code) for each in question.options if each.code.isdecimal()]
    free = iter(range(max(steps, default=0) + 1, 1000))
    return [
        str(int(each.code)) if each.code.isdecimal() else str(next(free))
        for each in question.options
    ]


def sent_by(question: QQuestion, text: str) -> Sent:
    """What a page would have sent for these keys. Raises ``ValidationError``, as a sentence."""
    text = text.strip()
    if text in (*NOTHING, ILLEGIBLE):
        return {}
    return READERS[question.type](question, text)


def _one(question: QQuestion, text: str) -> Sent:
    return {field_name(question): [_code(question, text)]}


def _some(question: QQuestion, text: str) -> Sent:
    return {field_name(question): [_code(question, key) for key in _split(question, text)]}


def _consent(question: QQuestion, text: str) -> Sent:
    if text.casefold() not in ("1", "x"):
        raise ValidationError(_("Bitte „1“ eingeben, wenn das Kästchen angekreuzt ist."))
    return {field_name(question): [question.options[0].code]}


def _place(question: QQuestion, text: str) -> Sent:
    """A municipality by its name, or by as much of it as is enough."""
    names = {say(each.label).casefold(): each.code for each in question.options}
    wanted = text.casefold()
    found = [code for name, code in names.items() if name.startswith(wanted)]
    if wanted in names:
        found = [names[wanted]]
    if len(found) > 1:
        raise ValidationError(_("Mehrere Namen beginnen so. Bitte geben Sie mehr davon ein."))
    if not found:
        raise ValidationError(_("Diese Gemeinde steht nicht in der Liste."))
    return {field_name(question): found}


def _ranking(question: QQuestion, text: str) -> Sent:
    """The places as they stand one below the other on paper; "-" for an empty box."""
    places = _for_each(_split(question, text), question.options, _("Kästchen"))
    pairs = zip(question.options, places, strict=True)
    return {field_name(question, each.code): [place] for each, place in pairs if place != "-"}


def _matrix(question: QQuestion, text: str) -> Sent:
    keys = _for_each(_split(question, text), question.rows, _("Zeilen"))
    pairs = zip(question.rows, keys, strict=True)
    return {
        field_name(question, row.code): [_code(question, key)] for row, key in pairs if _is(key)
    }


def _matrix_some(question: QQuestion, text: str) -> Sent:
    groups = _for_each(GAPS.split(text), question.rows, _("Zeilen"))
    pairs = zip(question.rows, groups, strict=True)
    return {
        field_name(question, row.code): [_code(question, key) for key in _split(question, group)]
        for row, group in pairs
        if _is(group)
    }


def _matrix_numbers(question: QQuestion, text: str) -> Sent:
    numbers = _for_each(GAPS.split(text), question.rows, _("Zeilen"))
    pairs = zip(question.rows, numbers, strict=True)
    return {field_name(question, row.code): [number] for row, number in pairs if _is(number)}


def _day(question: QQuestion, text: str) -> Sent:
    short = SHORT_DAY.fullmatch(text)
    return {field_name(question): [".".join(short.groups()) if short else text]}


def _as_typed(question: QQuestion, text: str) -> Sent:
    return {field_name(question): [text]}


READERS: Mapping[Type, Callable[[QQuestion, str], Sent]] = {
    Type.SINGLE: _one,
    Type.DROPDOWN: _one,
    Type.YES_NO: _one,
    Type.SCALE: _one,
    Type.MULTIPLE: _some,
    Type.CONSENT: _consent,
    Type.MUNICIPALITY: _place,
    Type.RANKING: _ranking,
    Type.MATRIX: _matrix,
    Type.MATRIX_MULTIPLE: _matrix_some,
    Type.MATRIX_NUMBER: _matrix_numbers,
    Type.NUMBER: _as_typed,
    Type.SLIDER: _as_typed,
    Type.DATE: _day,
    Type.SHORT_TEXT: _as_typed,
    Type.LONG_TEXT: _as_typed,
}


# -- single keys -----------------------------------------------------------------------------------
def _is(key: str) -> bool:
    return key not in (*NOTHING, ILLEGIBLE)


def _split(question: QQuestion, text: str) -> list[str]:
    """Keys with signs between them, or one digit after the other where one digit is enough."""
    parts = [part for part in SEPARATORS.split(text) if part]
    if len(parts) == 1 and len(question.options) <= 9:
        return list(parts[0])
    return parts


def _code(question: QQuestion, key: str) -> str:
    for option, its_key in zip(question.options, keys_of(question), strict=True):
        if key == its_key:
            return option.code
    raise ValidationError(_("Die Antwort „%s“ gibt es hier nicht.") % key[:20])


def _for_each(found: Iterable[str], lines: Iterable[object], what: str) -> list[str]:
    """As many keys as there are lines: one too few, and all answers would have slipped."""
    keys, wanted = list(found), len(list(lines))
    if len(keys) != wanted:
        text = ngettext(
            "Es ist %(found)d Angabe für %(wanted)d %(what)s. Für eine leere steht „-“.",
            "Es sind %(found)d Angaben für %(wanted)d %(what)s. Für eine leere steht „-“.",
            len(keys),
        )
        raise ValidationError(text % {"found": len(keys), "wanted": wanted, "what": what})
    return keys
