"""One answer compared with a value: what our question can be asked for (kinds/…operators)."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Comparison, Condition, Every, Not, Some
from participation.surveys.document.questionnaire import QQuestion, Type
from participation.surveys.interchange.limesurvey.cells import Cell

NUMBERS = (Type.NUMBER, Type.SLIDER, Type.CALCULATED, Type.MATRIX_NUMBER)
STEPS = (Type.SCALE, Type.MATRIX)
SIZES: dict[str, Callable[[float, float], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
OPS = {"<": "less", "<=": "at_most", ">": "more", ">=": "at_least"}
UNCHOSEN = ("", "N", "0")
# Words alone between the strokes: the search for a piece of text.
WORDS = re.compile(r"/((?:[^\\/.*+?^$()|{}\[\]]|\\.)+)/[imsu]*\Z")


class Untranslatable(Exception):
    """Our conditions cannot say this; the message tells people why."""


def as_number(value: object) -> float:
    """What is compared with a number must be one."""
    try:
        return float(str(value))
    except ValueError:
        raise Untranslatable(_("„%s“ ist keine Zahl.") % value) from None


# -- empty, true -----------------------------------------------------------------------------------
def is_empty(cell: Cell, question: QQuestion) -> Condition:
    """Nothing was said in this cell."""
    if cell.option:
        return Not(_chosen(cell, question))
    if cell.place > 1:
        raise Untranslatable(_("Nach einzelnen Plätzen einer Rangfolge lässt sich nicht fragen."))
    return Comparison(question.code, "empty", row=cell.row)


def is_true(cell: Cell, question: QQuestion) -> Condition:
    """A name alone: something was said, and it is not zero."""
    if cell.option:
        return _chosen(cell, question)
    said = Comparison(question.code, "answered", row=cell.row)
    if question.type in NUMBERS:
        return Every((said, Not(_number(cell, question, "==", 0.0))))
    return said


def _chosen(cell: Cell, question: QQuestion) -> Condition:
    is_several = question.type in (Type.MULTIPLE, Type.MATRIX_MULTIPLE, Type.RANKING)
    op = "contains" if is_several else "is"
    return Comparison(question.code, op, cell.option, cell.row)


# -- comparing -------------------------------------------------------------------------------------
def compared(cell: Cell, question: QQuestion, sign: str, value: str | float) -> Condition | bool:
    """What "cell sign value" says of our question."""
    if cell.option:
        return _box(cell, question, sign, value)
    if str(value).strip() == "":
        return _emptiness(cell, question, sign)
    if sign == "!=":
        found = compared(cell, question, "==", value)
        return not found if isinstance(found, bool) else Not(found)
    if question.type in NUMBERS:
        return _number(cell, question, sign, as_number(value))
    if question.type == Type.DATE:
        return _day(question, sign, str(value))
    if question.options and not cell.place:
        return _choice(cell, question, sign, value)
    raise Untranslatable(_("Nach der Antwort auf „%s“ lässt sich so nicht fragen.") % question.code)


def _emptiness(cell: Cell, question: QQuestion, sign: str) -> Condition:
    """Compared with nothing: only whether something was said counts."""
    empty = is_empty(cell, question)
    if sign in ("==", "<="):
        return empty
    if sign in ("!=", ">"):
        return Comparison(question.code, "answered", row=cell.row)
    raise Untranslatable(_("Mit nichts lässt sich nicht der Größe nach vergleichen."))


def _box(cell: Cell, question: QQuestion, sign: str, value: str | float) -> Condition | bool:
    said = _plain(value).strip()
    chosen = _chosen(cell, question)
    if sign not in ("==", "!=", ">"):
        raise Untranslatable(
            _("Ein Kästchen ist angekreuzt oder nicht, mehr lässt sich nicht fragen.")
        )
    if said in UNCHOSEN:
        return Not(chosen) if sign == "==" else chosen
    if cell.is_words or said not in cell.values or sign == ">":
        raise Untranslatable(
            _("Ein Kästchen ist angekreuzt oder nicht, mehr lässt sich nicht fragen.")
        )
    return chosen if sign == "==" else Not(chosen)


def _number(cell: Cell, question: QQuestion, sign: str, value: float) -> Condition:
    code, number = question.code, int(value) if value == int(value) else value
    if sign != "==":
        return Comparison(code, OPS[sign], number, cell.row)
    if question.type == Type.CALCULATED:
        return Every((Comparison(code, "at_least", number), Comparison(code, "at_most", number)))
    return Comparison(code, "is", number, cell.row)


def _day(question: QQuestion, sign: str, value: str) -> Condition:
    """Days of the calendar; "after the 3rd" is "from the 4th on"."""
    try:
        day = date.fromisoformat(value.strip()[:10])
    except ValueError:
        raise Untranslatable(_("„%s“ ist kein Datum.") % value) from None
    try:
        day += timedelta(days={">": 1, "<": -1}.get(sign, 0))
    except OverflowError:
        raise Untranslatable(_("„%s“ ist kein Datum.") % value) from None
    op = {"==": "is", ">": "at_least", ">=": "at_least"}.get(sign, "at_most")
    return Comparison(question.code, op, day.isoformat())


def _choice(cell: Cell, question: QQuestion, sign: str, value: str | float) -> Condition | bool:
    """A code, or by size where the codes are numbers."""
    if question.type == Type.CONSENT and sign == "==":
        return Comparison(question.code, "answered")
    if sign == "==":
        ours = cell.values.get(_plain(value))
        if ours is None:
            raise Untranslatable(
                _("Die Frage „%(code)s“ hat keine Antwort „%(value)s“.")
                % {"code": question.code, "value": _plain(value)}
            )
        return Comparison(question.code, "is", ours, cell.row)
    bound, steps = as_number(value), _numbered(cell)
    fitting = [ours for number, ours in steps if SIZES[sign](number, bound)]
    if len(fitting) in (0, len(steps)):
        return bool(fitting) and Comparison(question.code, "answered", row=cell.row)
    same = [Comparison(question.code, "is", ours, cell.row) for ours in fitting]
    if question.type in STEPS and all(str(n) == ours for n, ours in _whole(steps)):
        edge = fitting[-1] if sign.startswith("<") else fitting[0]
        op = "at_most" if sign.startswith("<") else "at_least"
        return Comparison(question.code, op, int(edge), cell.row)
    return same[0] if len(same) == 1 else Some(tuple(same))


def _numbered(cell: Cell) -> list[tuple[float, str]]:
    """Options whose codes are numbers, by size."""
    found = [(float(theirs), ours) for theirs, ours in cell.values.items() if theirs.isdecimal()]
    if len(found) < len([theirs for theirs in cell.values if theirs != "-oth-"]) or not found:
        raise Untranslatable(_("Die Antworten sind keine Zahlen."))
    return sorted(found)


def _whole(steps: Sequence[tuple[float, str]]) -> list[tuple[int, str]]:
    return [(int(number), ours) for number, ours in steps]


def _plain(value: str | float) -> str:
    """1.0 is the code "1"."""
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)


# -- words -----------------------------------------------------------------------------------------
def matches(cell: Cell, question: QQuestion, pattern: str) -> Condition:
    """A pattern that is only words, looked for in a text."""
    found = WORDS.match(pattern)
    if not found or not question.is_text:
        raise Untranslatable(_("Muster (reguläre Ausdrücke) gibt es in Bedingungen nicht."))
    words = re.sub(r"\\(.)", r"\1", found[1])
    return Comparison(cell.question, "contains", words)
