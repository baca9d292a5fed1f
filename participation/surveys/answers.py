"""What counts as an answer to a question. Forms and imports ask here, so there is one set of rules.

Answers of one response: ``{question code: answer}``. Every question that was shown has a key; None
means shown and left empty. A question without a key was not part of the version.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.questionnaire import QQuestion, Questionnaire, Type
from smartregion.core.numbers import exact

Answer = Any
UNKNOWN = "unknown"


def check(question: QQuestion, answer: Answer) -> None:
    """Refuse an answer that does not fit its question; None is judged by ``check_all``."""
    if answer is not None:
        _CHECKS[question.type](question, answer)


def check_all(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> None:
    """Refuse answers that are not exactly an answer (or None) to each question."""
    questions = {question.code: question for question in questionnaire.questions}
    if set(answers) != set(questions):
        raise ValidationError(_("Die Antworten passen nicht zu den Fragen."), code="codes")
    for code, question in questions.items():
        if question.is_required and is_empty(question, answers[code]):
            raise ValidationError(_("Eine Pflichtfrage ist offen: %s") % code, code="required")
        check(question, answers[code])


def is_empty(question: QQuestion, answer: Answer) -> bool:
    """Whether something is missing; a matrix is complete when every row has an answer."""
    if question.type == Type.MATRIX:
        return any((answer or {}).get(row.code) is None for row in question.rows)
    return answer is None


def check_option(question: QQuestion, answer: Answer) -> None:
    """One code out of the options; also used for each row of a matrix."""
    if question.option(answer) is None:
        raise ValidationError(_("Diese Antwort steht nicht zur Auswahl."), code=UNKNOWN)


def _check_several(question: QQuestion, answer: Answer) -> None:
    if not isinstance(answer, list) or not answer or len(set(map(str, answer))) != len(answer):
        raise ValidationError(_("Diese Antwort steht nicht zur Auswahl."), code=UNKNOWN)
    for code in answer:
        check_option(question, code)
    _check_exclusive(question, answer)
    _check_how_many(question, len(answer))


def _check_exclusive(question: QQuestion, answer: list[str]) -> None:
    chosen = [option for option in question.options if option.code in answer]
    if len(chosen) > 1 and any(option.exclusive for option in chosen):
        raise ValidationError(
            _("Eine der gewählten Antworten passt nicht zu den anderen."), code="exclusive"
        )


def _check_how_many(question: QQuestion, number: int) -> None:
    most, least = question.limits.max, question.limits.min
    if most is not None and number > most:
        text = ngettext(
            "Bitte wählen Sie höchstens eine Antwort.",
            "Bitte wählen Sie höchstens %(most)d Antworten.",
            int(most),
        )
        raise ValidationError(text % {"most": most}, code="too_many")
    if least is not None and number < least:
        text = ngettext(
            "Bitte wählen Sie mindestens eine Antwort.",
            "Bitte wählen Sie mindestens %(least)d Antworten.",
            int(least),
        )
        raise ValidationError(text % {"least": least}, code="too_few")


def _check_rows(question: QQuestion, answer: Answer) -> None:
    if not isinstance(answer, dict) or set(answer) != {row.code for row in question.rows}:
        raise ValidationError(_("Die Zeilen passen nicht zur Frage."), code=UNKNOWN)
    for chosen in answer.values():
        if chosen is not None:
            check_option(question, chosen)


def _check_number(question: QQuestion, answer: Answer) -> None:
    is_number = isinstance(answer, int | float) and not isinstance(answer, bool)
    if not is_number or not math.isfinite(answer):
        raise ValidationError(_("Bitte geben Sie eine Zahl ein."), code="number")
    low, high = question.limits.min, question.limits.max
    if low is not None and answer < low:
        raise ValidationError(_("Die Zahl muss mindestens %s sein.") % exact(low), code="too_small")
    if high is not None and answer > high:
        raise ValidationError(_("Die Zahl darf höchstens %s sein.") % exact(high), code="too_large")


def _check_text(question: QQuestion, answer: Answer) -> None:
    if not isinstance(answer, str) or not answer.strip() or "\x00" in answer:
        raise ValidationError(_("Bitte geben Sie einen Text ein."), code="text")
    if len(answer) > question.longest:
        raise ValidationError(
            _("Der Text ist zu lang: höchstens %(limit)d Zeichen, jetzt sind es %(now)d.")
            % {"limit": question.longest, "now": len(answer)},
            code="too_long",
        )


_CHECKS: dict[Type, Callable[[QQuestion, Answer], None]] = {
    Type.SINGLE: check_option,
    Type.MUNICIPALITY: check_option,
    Type.MULTIPLE: _check_several,
    Type.MATRIX: _check_rows,
    Type.NUMBER: _check_number,
    Type.SHORT_TEXT: _check_text,
    Type.LONG_TEXT: _check_text,
}
