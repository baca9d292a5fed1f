"""Conditions in words, and what can be asked about an earlier answer."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.surveys.document.conditions import (
    OPERATORS,
    Comparison,
    Condition,
    ConditionError,
    Every,
    Not,
    Some,
    parse,
)
from participation.surveys.document.questionnaire import QQuestion, Questionnaire, Type
from participation.surveys.drafts.compiler import YES_NO, Draft, places_of_county
from participation.surveys.kinds import KINDS
from participation.surveys.kinds.values import day_from, number_from
from participation.surveys.models import Question
from participation.surveys.texts import say
from smartregion.core.numbers import exact

OPERATOR_WORDS: Mapping[str, str | Promise] = {
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
DAY_WORDS = {"at_most": gettext_lazy("spätestens am"), "at_least": gettext_lazy("frühestens am")}
MOST_DECIMALS = 4

Lines = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Subject:
    """An earlier question, as far as a condition asks about its answer."""

    code: str
    type: Type
    text: str
    options: Lines = ()
    rows: Lines = ()

    @property
    def operators(self) -> tuple[str, ...]:
        return KINDS[self.type].operators

    def compares_with(self, op: str) -> str:
        """What stands behind a comparison: option, number, day, count, text; "" for nothing."""
        if op not in OPERATORS or not OPERATORS[op].takes_value:
            return ""
        if op.startswith("count"):
            return "count"
        if self.options:
            return "option"
        if op == "contains":
            return "text"
        return "day" if self.type == Type.DATE else "number"

    def read_value(self, op: str, text: str) -> str:
        """What people typed or chose, as the document keeps it. Raises ``ValidationError``."""
        text, kind = text.strip(), self.compares_with(op)
        if not text:
            raise ValidationError(_("Bitte geben Sie an, womit verglichen wird."), code="empty")
        match kind:
            case "option" if text not in dict(self.options):
                raise ValidationError(
                    _("Diese Antwort steht nicht mehr zur Auswahl. Bitte wählen Sie eine andere."),
                    code="unknown",
                )
            case "day":
                return _day(text)
            case "count":
                return _count(text)
            case "number":
                return f"{number_from(text, MOST_DECIMALS):.15g}"
        return text

    def operator_words(self, op: str) -> str:
        is_day = self.type == Type.DATE
        return str(DAY_WORDS.get(op) if is_day and op in DAY_WORDS else OPERATOR_WORDS[op])

    def value_words(self, op: str, value: object) -> str:
        """The value of a comparison as people read it."""
        match self.compares_with(op):
            case "option":
                return dict(self.options).get(str(value), str(value))
            case "day":
                return _day_words(str(value))
            case "number":
                with suppress(ValidationError):
                    return exact(number_from(str(value), MOST_DECIMALS))
        return str(value)


Subjects = Mapping[str, Subject]


def _day(text: str) -> str:
    day = day_from(text)
    if day is None:
        raise ValidationError(
            _("Bitte geben Sie ein Datum ein, zum Beispiel 31.03.2026."), code="date"
        )
    return day.isoformat()


def _day_words(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")
    except ValueError:
        return text


def _count(text: str) -> str:
    number = number_from(text, 0)
    if number < 0:
        raise ValidationError(_("Bitte geben Sie eine Anzahl ab 0 ein."), code="count")
    return str(number)


# -- what a condition can ask about ----------------------------------------------------------------
def subjects_of(questions: Sequence[Question]) -> Subjects:
    """The questions of a draft; what only reads (a text) cannot be asked about."""
    has_places = any(question.type == Type.MUNICIPALITY for question in questions)
    places = [(each.code, say(each.label)) for each in places_of_county()] if has_places else []
    return {
        question.code: Subject(
            code=question.code,
            type=Type(question.type),
            text=question.wording,
            options=_draft_options(question, places),
            rows=_draft_lines(question.rows),
        )
        for question in questions
        if KINDS[Type(question.type)].operators
    }


def _draft_options(question: Question, places: Lines) -> Lines:
    if question.type == Type.YES_NO:
        return [(code, say(label)) for code, label in YES_NO.items()]
    given = places if question.type == Type.MUNICIPALITY else ()
    return [*given, *_draft_lines(question.options)]


def _draft_lines(lines: Iterable[Mapping[str, object]]) -> Lines:
    return [(str(line["code"]), say(line["label"]) or str(line["code"])) for line in lines]  # type: ignore[arg-type]


def subjects_in(questionnaire: Questionnaire) -> Subjects:
    """The questions of a published document, for notes on paper and in a code book."""
    return {each.code: _published_subject(each) for each in questionnaire.questions}


def _published_subject(question: QQuestion) -> Subject:
    return Subject(
        code=question.code,
        type=question.type,
        text=say(question.text),
        options=[(option.code, say(option.label)) for option in question.options],
        rows=[(row.code, say(row.label)) for row in question.rows],
    )


# -- in words --------------------------------------------------------------------------------------
def tell_conditions(draft: Draft) -> None:
    """Give each page, question, option and row of a draft its condition in words.

    Pages and questions get ``condition_words``; a question also ``line_conditions``, which holds
    ``(label, words)`` of every option and row that has one.
    """
    subjects = subjects_of(draft.questions)
    for page in draft.pages:
        page.condition_words = told(page.condition, subjects)
    for question in draft.questions:
        question.condition_words = told(question.condition, subjects)
        question.line_conditions = [
            (say(line["label"]) or line["code"], told(line["condition"], subjects))
            for line in (*question.rows, *question.options)
            if line.get("condition")
        ]


def told(document: object, subjects: Subjects) -> str:
    """A stored condition in words; "" where there is none or it cannot be read."""
    if document:
        with suppress(ConditionError):
            return in_words(parse(document), subjects)
    return ""


def in_words(condition: Condition, subjects: Subjects) -> str:
    """The condition as part of a sentence: "„Alter“: mindestens 18 und …"."""
    match condition:
        case Every(parts):
            return _joined(parts, subjects, _(" und "))
        case Some(parts):
            return _joined(parts, subjects, _(" oder "))
        case Not(part):
            return _("nicht (%s)") % in_words(part, subjects)
        case Comparison():
            return comparison_words(condition, subjects.get(condition.question))


def _joined(parts: Sequence[Condition], subjects: Subjects, word: str) -> str:
    nested = [isinstance(part, Every | Some) for part in parts]
    words = [in_words(part, subjects) for part in parts]
    return word.join(
        f"({said})" if deep else said for said, deep in zip(words, nested, strict=True)
    )


def comparison_words(comparison: Comparison, subject: Subject | None) -> str:
    """One statement: question, row, comparison and value."""
    op, value = comparison.op, comparison.value
    if subject is None:
        value = value if OPERATORS[op].takes_value else ""
        return f"{comparison.question}: {OPERATOR_WORDS[op]} {value}".strip()
    row = dict(subject.rows).get(comparison.row, comparison.row)
    before = f"„{subject.text}“: {row}: " if row else f"„{subject.text}“: "
    kind = subject.compares_with(op)
    if not kind:
        return f"{before}{OPERATOR_WORDS[op]}"
    said = subject.value_words(op, value)
    is_choice = kind == "option" and op in ("is", "contains")
    return f"{before}{said}" if is_choice else f"{before}{subject.operator_words(op)} {said}"
