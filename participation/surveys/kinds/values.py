"""What people type: numbers, days, words."""

import re
from datetime import date, datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.surveys.document.questionnaire import QQuestion
from participation.surveys.kinds.base import (
    Answer,
    Faults,
    Kind,
    Typed,
    field_name,
    noted,
    said,
    visible_text,
)
from smartregion.core.days import short_day
from smartregion.core.numbers import exact

# The digits of every script: who reads the survey in Arabic may write ١٢٣.
WHOLE = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d{1,15})")
DECIMAL = re.compile(r"-?\d{1,15}(?:[.,٫](?P<decimals>\d+))?")
LARGEST = 10**15
# The zero byte and halves of characters: no text that people write holds them.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
DAY_FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y")


def number_from(text: str, decimals: int) -> int | float:
    """A number as people write it: 1.250 and 3,5 as well as 3.5. Raises ``ValidationError``."""
    text = re.sub(r"\s", "", text).replace("\N{MINUS SIGN}", "-")
    if decimals:
        return _decimal(text, decimals)
    if not WHOLE.fullmatch(text):
        raise ValidationError(
            _("Bitte geben Sie eine ganze Zahl in Ziffern ein, ohne Komma."), code="number"
        )
    return int(text.replace(".", ""))


def _decimal(text: str, decimals: int) -> float:
    found = DECIMAL.fullmatch(text)
    if not found or len(found["decimals"] or "") > decimals:
        raise ValidationError(
            _("Bitte geben Sie eine Zahl mit höchstens %d Nachkommastellen ein.") % decimals,
            code="number",
        )
    # Adding nothing makes a zero of "-0".
    return float(re.sub("[,٫]", ".", text)) + 0.0


def check_number(question: QQuestion, answer: Answer) -> None:
    """A finite number within the bounds of the question."""
    is_number = isinstance(answer, int | float) and not isinstance(answer, bool)
    if not is_number or not abs(answer) < LARGEST:
        raise ValidationError(_("Bitte geben Sie eine Zahl ein."), code="number")
    if round(answer, question.limits.decimals) != answer:
        raise ValidationError(_("Die Zahl hat zu viele Nachkommastellen."), code="decimals")
    low, high = question.limits.min, question.limits.max
    if low is not None and answer < low:
        raise ValidationError(_("Die Zahl muss mindestens %s sein.") % exact(low), code="too_small")
    if high is not None and answer > high:
        raise ValidationError(_("Die Zahl darf höchstens %s sein.") % exact(high), code="too_large")


def read_number(question: QQuestion, name: str, typed: Typed, faults: Faults) -> Answer:
    """The number in one field; also used for each row of a matrix of numbers."""
    text = said(typed, name).strip()
    if not text:
        return None
    try:
        answer = number_from(text, question.limits.decimals)
        check_number(question, answer)
    except ValidationError as refusal:
        faults[name] = refusal.messages[0]
        return None
    return answer


class Number(Kind):
    """A number, whole or with decimals; also set with a slider."""

    operators: ClassVar[tuple[str, ...]] = (
        "is",
        "at_least",
        "at_most",
        "more",
        "less",
        "answered",
        "empty",
    )
    missing: ClassVar[str | Promise] = gettext_lazy("Bitte geben Sie eine Zahl ein.")

    def read(self, question: QQuestion, typed: Typed, faults: Faults) -> Answer:
        return read_number(question, field_name(question), typed, faults)

    def check(self, question: QQuestion, answer: Answer) -> None:
        check_number(question, answer)


class Day(Kind):
    """A day of the calendar, stored as 2026-03-31."""

    operators: ClassVar[tuple[str, ...]] = ("is", "at_least", "at_most", "answered", "empty")
    missing: ClassVar[str | Promise] = gettext_lazy("Bitte geben Sie ein Datum ein.")

    def read(self, question: QQuestion, typed: Typed, faults: Faults) -> Answer:
        name = field_name(question)
        text = said(typed, name).strip()
        if not text:
            return None
        day = day_from(text)
        if day is None:
            faults[name] = _("Bitte geben Sie ein Datum ein, zum Beispiel 31.03.2026.")
            return None
        return day.isoformat() if noted(faults, name, self.check, question, str(day)) else None

    def check(self, question: QQuestion, answer: Answer) -> None:
        day = _stored_day(answer)
        earliest = date.fromisoformat(question.limits.earliest or "1900-01-01")
        latest = date.fromisoformat(question.limits.latest or "2200-12-31")
        if not earliest <= day <= latest:
            raise ValidationError(
                _("Das Datum muss zwischen dem %(first)s und dem %(last)s liegen.")
                % {"first": short_day(earliest), "last": short_day(latest)},
                code="out_of_range",
            )


def _stored_day(answer: Answer) -> date:
    """A day as answers keep it, 2026-03-31, and in no other of the ways that ISO allows."""
    try:
        day = date.fromisoformat(answer)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != answer:
        raise ValidationError(_("Bitte geben Sie ein Datum ein."), code="date")
    return day


def day_from(text: str) -> date | None:
    """A day as people write it; None for anything else."""
    for shape in DAY_FORMATS:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


class Text(Kind):
    """Own words, short or long."""

    operators: ClassVar[tuple[str, ...]] = ("contains", "answered", "empty")
    missing: ClassVar[str | Promise] = gettext_lazy("Bitte geben Sie einen Text ein.")

    def read(self, question: QQuestion, typed: Typed, faults: Faults) -> Answer:
        name = field_name(question)
        values = typed.get(name)
        text = visible_text(values[-1]) if values else None
        if text is None:
            return None
        return text if noted(faults, name, check_text, text, question.longest) else None

    def check(self, question: QQuestion, answer: Answer) -> None:
        check_text(answer, question.longest)


def check_text(answer: Answer, longest: int) -> None:
    """Words that people can see, not too many, and none that a database cannot store."""
    if not isinstance(answer, str) or not answer.strip():
        raise ValidationError(_("Bitte geben Sie einen Text ein."), code="text")
    if UNSTORABLE.search(answer):
        raise ValidationError(
            _(
                "Der Text enthält ein unsichtbares Zeichen, das sich nicht speichern lässt. Bitte schreiben Sie ihn neu."
            ),
            code="unstorable",
        )
    if len(answer) > longest:
        raise ValidationError(
            _("Der Text ist zu lang: höchstens %(limit)d Zeichen, jetzt sind es %(now)d.")
            % {"limit": longest, "now": len(answer)},
            code="too_long",
        )
