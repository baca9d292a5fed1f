"""Conditions in words, and the statements of which people build them.

A statement is what can be said about an earlier answer: "Verkehrsmittel: Bus", "Alter: mindestens …".
Its key is made of codes only, so it survives in a form: ``question|row|op|value``.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.surveys.compiler import YES_NO, Draft
from participation.surveys.conditions import (
    Comparison,
    Condition,
    ConditionError,
    Every,
    Not,
    Some,
    parse,
)
from participation.surveys.kinds import KINDS
from participation.surveys.kinds.values import day_from, number_from
from participation.surveys.models import Page, Question
from participation.surveys.questionnaire import Type
from participation.surveys.texts import say

OPERATOR_WORDS: Mapping[str, Any] = {
    "is": gettext_lazy("ist"),
    "contains": gettext_lazy("enthält"),
    "less": gettext_lazy("weniger als"),
    "at_most": gettext_lazy("höchstens"),
    "more": gettext_lazy("mehr als"),
    "at_least": gettext_lazy("mindestens"),
    "count_at_least": gettext_lazy("Zahl der Antworten mindestens"),
    "count_at_most": gettext_lazy("Zahl der Antworten höchstens"),
    "empty": gettext_lazy("nicht beantwortet"),
    "answered": gettext_lazy("beantwortet"),
}


@dataclass(frozen=True)
class Statement:
    """Something that can be said about an earlier answer; with ``asks_value`` people add what."""

    question: str
    op: str
    label: str
    row: str = ""
    value: str = ""
    asks_value: bool = False
    is_about_days: bool = False

    @property
    def key(self) -> str:
        return "|".join((self.question, self.row, self.op, self.value))

    def read_value(self, text: str) -> str:
        """What people typed beside it, as the document keeps it. Raises ``ValidationError``."""
        text = text.strip()
        if not text:
            raise ValidationError(_("Bitte geben Sie an, womit verglichen wird."), code="empty")
        if self.is_about_days:
            return _day(text)
        if self.op == "contains":
            return text
        return str(number_from(text, 0 if self.op.startswith("count") else 4))

    def comparison(self, value: str) -> Comparison:
        takes = self.asks_value or self.value
        return Comparison(
            self.question, self.op, (self.value or value) if takes else None, self.row
        )


def statements_about(question: Question) -> Iterator[Statement]:
    """All that can be said about the answer to a question, in the order of the editor."""
    kind = KINDS[Type(question.type)]
    lines = question.rows if kind.has_rows else [None]
    for line in lines:
        row = line["code"] if line else ""
        before = f"{say(line['label'])}: " if line else ""
        for op in kind.operators:
            yield from _statements(question, op, row, before)


def _statements(question: Question, op: str, row: str, before: str) -> Iterator[Statement]:
    words, options = str(OPERATOR_WORDS[op]), _options(question)
    if op in ("is", "contains") and options:
        for code, label in options:
            yield Statement(question.code, op, f"{before}{label}", row, code)
    elif op in ("empty", "answered"):
        yield Statement(question.code, op, f"{before}{words}", row)
    else:
        is_day = question.type == Type.DATE
        label = f"{before}{words} …"
        yield Statement(question.code, op, label, row, asks_value=True, is_about_days=is_day)


def _day(text: str) -> str:
    day = day_from(text)
    if day is None:
        raise ValidationError(
            _("Bitte geben Sie ein Datum ein, zum Beispiel 31.03.2026."), code="date"
        )
    return day.isoformat()


def _options(question: Question) -> list[tuple[str, str]]:
    if question.type == Type.YES_NO:
        return [(code, say(label)) for code, label in YES_NO.items()]
    return [(line["code"], say(line["label"])) for line in question.options]


def tell_conditions(draft: Draft) -> None:
    """Give each page and question of a draft its condition in words."""
    things: list[Page | Question] = [*draft.pages, *draft.questions]
    for thing in things:
        if thing.condition:
            with suppress(ConditionError):
                thing.condition_words = in_words(parse(thing.condition), draft.questions)


def in_words(condition: Condition, questions: Sequence[Question]) -> str:
    """The condition as part of a sentence, for the outline of the questionnaire."""
    return _words(condition, {question.code: question for question in questions})


def _words(condition: Condition, known: Mapping[str, Question]) -> str:
    match condition:
        case Every(parts):
            return _joined(parts, known, _(" und "))
        case Some(parts):
            return _joined(parts, known, _(" oder "))
        case Not(part):
            return _("nicht (%s)") % _words(part, known)
        case Comparison():
            return _comparison_words(condition, known.get(condition.question))


def _joined(parts: Sequence[Condition], known: Mapping[str, Question], word: str) -> str:
    said = [_words(part, known) for part in parts]
    nested = [isinstance(part, Every | Some) for part in parts]
    return word.join(
        f"({words})" if deep else words for words, deep in zip(said, nested, strict=True)
    )


def _comparison_words(comparison: Comparison, question: Question | None) -> str:
    name = f"„{say(question.text)}“" if question else comparison.question
    found = next(
        (
            each
            for each in (statements_about(question) if question else ())
            if (each.op, each.row) == (comparison.op, comparison.row)
            and each.value in ("", str(comparison.value))
        ),
        None,
    )
    if found is None:
        return f"{name}: {OPERATOR_WORDS[comparison.op]} {comparison.value or ''}".strip()
    value = f" {comparison.value}" if found.asks_value else ""
    return f"{name}: {found.label.removesuffix(' …')}{value}"
