"""The way of one person through a questionnaire: what they are asked after what they said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.surveys.document.conditions import holds
from participation.surveys.document.questionnaire import QPage, QQuestion, Questionnaire
from participation.surveys.kinds import Answer, Faults, Typed, kind_of, other_key, other_name
from participation.surveys.kinds.base import visible_text
from participation.surveys.kinds.silent import Calculated
from participation.surveys.kinds.values import check_text

LONGEST_OTHER = 200


class Judged(dict[str, Answer]):
    """Answers that were read page by page and are all right: nobody has to judge them again."""


@dataclass(frozen=True)
class Way:
    """Page by page the questions that are shown, what was answered, and what is wrong with it.

    ``pages`` has an entry for each page of the document, empty where the page is passed over.
    ``answers`` holds a key for all that was shown and for nothing else.
    """

    pages: tuple[tuple[QQuestion, ...], ...]
    faults: tuple[Faults, ...]
    answers: Mapping[str, Answer]

    def after(self, page: int) -> int | None:
        """The next page with something on it; None behind the last one."""
        later = range(page + 1, len(self.pages))
        return next((number for number in later if self.pages[number]), None)

    def before(self, page: int) -> int | None:
        earlier = range(page - 1, -1, -1)
        return next((number for number in earlier if self.pages[number]), None)

    @property
    def first_fault(self) -> int | None:
        """The first page on which something is wrong."""
        return next((number for number, faults in enumerate(self.faults) if faults), None)

    @property
    def judged(self) -> Judged:
        """The answers of a way on which nothing is wrong."""
        if self.first_fault is not None:
            raise ValueError("something on this way is wrong")
        return Judged(self.answers)

    def asked_before(self, page: int) -> int:
        """How many questions come before a page, on this person's way."""
        return sum(_asked(questions) for questions in self.pages[:page])

    @property
    def asked(self) -> int:
        return sum(_asked(questions) for questions in self.pages)

    @property
    def place(self) -> Mapping[int, int]:
        """The number of each page that is shown, counted from 1."""
        shown = (page for page, questions in enumerate(self.pages) if questions)
        return {page: number for number, page in enumerate(shown, 1)}


def _asked(questions: tuple[QQuestion, ...]) -> int:
    return sum(kind_of(question).is_asked for question in questions)


def whole_way(questionnaire: Questionnaire) -> Way:
    """Every page with every question, as the people who write the questionnaire look at it."""
    pages = tuple(page.questions for page in questionnaire.pages)
    return Way(pages, tuple({} for _page in pages), {})


def way_through(questionnaire: Questionnaire, typed: Typed) -> Way:
    """Read all that was typed, in the order of the questionnaire.

    What is hidden is not read, whatever was typed there before a condition flipped.
    """
    answers: dict[str, Answer] = {}
    pages, faults = [], []
    for page in questionnaire.pages:
        wrong: Faults = {}
        pages.append(_read_page(page, typed, answers, wrong))
        faults.append(wrong)
    return Way(tuple(pages), tuple(faults), answers)


def _read_page(
    page: QPage, typed: Typed, answers: dict[str, Answer], faults: Faults
) -> tuple[QQuestion, ...]:
    if not holds(page.condition, answers):
        return ()
    shown = []
    for question in page.questions:
        asked = as_shown(question, answers)
        if asked is None:
            continue
        if isinstance(kind_of(asked), Calculated):
            answers[asked.code] = _calculated(asked, answers)
        else:
            _read(asked, typed, answers, faults)
            shown.append(asked)
    return tuple(shown)


def as_shown(question: QQuestion, answers: Mapping[str, Answer]) -> QQuestion | None:
    """The question as this person sees it; None when nothing of it is left."""
    if not holds(question.condition, answers):
        return None
    narrowed = question.narrowed(answers)
    kind = kind_of(narrowed)
    is_bare = (kind.has_options and not narrowed.options) or (kind.has_rows and not narrowed.rows)
    return None if is_bare else narrowed


def _calculated(question: QQuestion, answers: Mapping[str, Answer]) -> float | None:
    kind = kind_of(question)
    assert isinstance(kind, Calculated)  # noqa: S101 - narrows the type
    return kind.value(question, answers)


def _read(question: QQuestion, typed: Typed, answers: dict[str, Answer], faults: Faults) -> None:
    kind = kind_of(question)
    wrong: Faults = {}
    answer = kind.read(question, typed, wrong)
    if question.is_required and not wrong and kind.is_missing(question, answer):
        wrong = dict.fromkeys(kind.names_missing(question, answer), str(kind.missing))
    for key in kind.keys(question):
        answers[key] = answer
    if question.has_other:
        answers[other_key(question)] = _other(question, answer, typed, wrong)
    faults.update(wrong)


def _other(question: QQuestion, answer: Answer, typed: Typed, faults: Faults) -> str | None:
    """The words beside "Anderes", if that was chosen."""
    chosen = answer if isinstance(answer, list) else [answer]
    if not any(option.with_text and option.code in chosen for option in question.options):
        return None
    values = typed.get(other_name(question))
    text = visible_text(values[-1]) if values else None
    if text is None:
        return None
    try:
        check_text(text, LONGEST_OTHER)
    except ValidationError as refusal:
        faults[other_name(question)] = refusal.messages[0]
        return None
    return text


# -- answers that come from elsewhere --------------------------------------------------------------
def check_all(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> None:
    """Refuse answers that nobody could have given on the pages: paper entry and imports ask here."""
    seen: set[str] = set()
    for page in questionnaire.pages:
        if not holds(page.condition, answers):
            continue
        for question in page.questions:
            shown = as_shown(question, answers)
            if shown is not None:
                _check(shown, answers)
                seen.update(kind_of(shown).keys(shown))
    if set(answers) != seen:
        raise ValidationError(_("Die Antworten passen nicht zu den Fragen."), code="codes")


def _check(question: QQuestion, answers: Mapping[str, Any]) -> None:
    kind = kind_of(question)
    answer = answers.get(question.code)
    if question.is_required and kind.is_missing(question, answer):
        raise ValidationError(_("Eine Pflichtfrage ist offen: %s") % question.code, code="required")
    if answer is not None:
        kind.check(question, answer)
    other = answers.get(other_key(question)) if question.has_other else None
    if other is not None:
        check_text(other, LONGEST_OTHER)
