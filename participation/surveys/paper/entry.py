"""One paper form, typed in: what it says, what cannot be right, and where it left its way.

What was typed is kept as it was typed, by field, until the form becomes a response. A person with a
pen may answer what the screen would have hidden. That is not stored, as on the screen, but whoever
types it is told before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Option, QQuestion, Questionnaire, Row, Type
from participation.surveys.document.way import Way, way_through
from participation.surveys.kinds import Answer, field_name, kind_of, other_name
from participation.surveys.paper.form import numbers_of
from participation.surveys.paper.keys import ILLEGIBLE, Sent, sent_by
from participation.surveys.texts import say

# By field of the entry page: "q-age" holds the keys, "other-age" the words beside "Anderes".
Keys = Mapping[str, str]


@dataclass(frozen=True)
class Entry:
    """What one paper form says."""

    answers: Mapping[str, Answer]
    # By field of the entry page.
    faults: Mapping[str, str]
    # Numbers of the questions with answers that the way through the form passes by.
    astray: tuple[int, ...]


def asked_on(questionnaire: Questionnaire) -> list[QQuestion]:
    """The questions that are typed in, in the order of the paper."""
    return [question for question in questionnaire.questions if kind_of(question).is_asked]


def fields_of(question: QQuestion) -> list[str]:
    """The fields in which a question is typed."""
    has_words = any(option.with_text for option in question.options)
    return [field_name(question), *([other_name(question)] if has_words else [])]


def read_entry(questionnaire: Questionnaire, keys: Keys) -> Entry:
    """Judge what was typed like the answers on a screen; nothing is required on paper."""
    faults: dict[str, str] = {}
    sent: Sent = {}
    for question in asked_on(questionnaire):
        sent |= _sent(question, keys, faults)
    way, astray = _walk(questionnaire.voluntary, sent)
    for question in asked_on(questionnaire):
        _note_faults(question, way, faults)
    numbers = numbers_of(questionnaire)
    return Entry(way.answers, faults, tuple(sorted(numbers[code] for code in astray)))


def _sent(question: QQuestion, keys: Keys, faults: dict[str, str]) -> Sent:
    try:
        sent = sent_by(question, keys.get(field_name(question), ""))
    except ValidationError as refusal:
        faults[field_name(question)] = refusal.messages[0]
        return {}
    words = keys.get(other_name(question), "").strip()
    if words and words != ILLEGIBLE:
        sent[other_name(question)] = [words]
        _expect_choice(question, sent, faults)
    return sent


def _expect_choice(question: QQuestion, sent: Sent, faults: dict[str, str]) -> None:
    """Words without their cross would get lost."""
    option = next(each for each in question.options if each.with_text)
    if option.code not in sent.get(field_name(question), []):
        text = _(
            "Diese Worte zählen nur, wenn auch „%s“ angekreuzt ist. Bitte prüfen Sie den Bogen."
        )
        faults[other_name(question)] = text % say(option.label)


def _note_faults(question: QQuestion, way: Way, faults: dict[str, str]) -> None:
    """What the kinds found, at the field that was typed; the row stands before it."""
    parts: tuple[Option | Row, ...] = (*question.options, *question.rows)
    lines = {field_name(question, part.code): part for part in parts}
    for found in way.faults:
        for name in kind_of(question).names(question):
            if name not in found:
                continue
            line = f"{say(lines[name].label)}: " if name in lines else ""
            field = name if name == other_name(question) else field_name(question)
            faults.setdefault(field, f"{line}{found[name]}")


# -- off the way -----------------------------------------------------------------------------------
def _walk(questionnaire: Questionnaire, sent: Sent) -> tuple[Way, set[str]]:
    """Walk, take away what the way passes by, and walk again until nothing is left over."""
    astray: set[str] = set()
    while True:
        way = way_through(questionnaire, sent)
        shown = {each.code: each for page in way.pages for each in page}
        left_over = {
            question.code: kept
            for question in asked_on(questionnaire)
            if (kept := _kept(question, shown.get(question.code), sent)) is not None
        }
        if not left_over:
            return way, astray
        astray.update(left_over)
        for code, kept in left_over.items():
            names = kind_of(questionnaire.by_code[code]).names(questionnaire.by_code[code])
            sent = {name: values for name, values in sent.items() if name not in names} | kept


def _kept(question: QQuestion, shown: QQuestion | None, sent: Sent) -> Sent | None:
    """What remains of an answer after all that is hidden; None when nothing of it is hidden."""
    names = kind_of(question).names(question)
    mine = {name: sent[name] for name in names if name in sent}
    if shown is question or not mine:
        return None
    if shown is None:
        return {}
    still = set(kind_of(shown).names(shown))
    # Of a ranking the options are fields, and what stands in them are places.
    is_chosen = question.type != Type.RANKING
    hidden = set(question.by_code).difference(shown.by_code) if is_chosen else set()
    kept = {
        name: values
        for name, all_values in mine.items()
        if name in still and (values := [each for each in all_values if each not in hidden])
    }
    return None if kept == mine else kept


# -- two people, one sheet -------------------------------------------------------------------------
@dataclass(frozen=True)
class Difference:
    """A field that two people typed differently."""

    field: str
    question: QQuestion
    first: str
    second: str


def differences(questionnaire: Questionnaire, first: Keys, second: Keys) -> list[Difference]:
    """Where two people understood the same sheet differently; "13" and "1, 3" are the same."""
    return [
        Difference(field, question, first.get(field, ""), second.get(field, ""))
        for question, field in _fields(questionnaire)
        if _meaning(question, field, first) != _meaning(question, field, second)
    ]


def number_compared(questionnaire: Questionnaire, first: Keys, second: Keys) -> int:
    """In how many fields at least one of two people typed something."""
    return sum(
        bool(first.get(field) or second.get(field)) for _question, field in _fields(questionnaire)
    )


def _fields(questionnaire: Questionnaire) -> Iterator[tuple[QQuestion, str]]:
    for question in asked_on(questionnaire):
        for field in fields_of(question):
            yield question, field


def _meaning(question: QQuestion, field: str, keys: Keys) -> Any:
    text = " ".join(keys.get(field, "").split())
    if text == ILLEGIBLE or field == other_name(question) or question.is_text:
        return text
    sent = sent_by(question, text)
    return {name: sorted(values) for name, values in sent.items()}
