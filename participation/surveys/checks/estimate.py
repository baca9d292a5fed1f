"""How long a questionnaire takes, by a rule that everybody can follow (docs/survey-schema.md).

Reading: all words of a page at 180 words a minute. Answering: so many seconds for each type, of a matrix
for each row. Turning a page: two seconds. What only some people see counts half.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.checks.findings import Finding, Severity
from participation.surveys.document.questionnaire import Type
from participation.surveys.drafts.compiler import Draft
from participation.surveys.kinds import KINDS
from participation.surveys.models import Page, Question
from participation.surveys.texts import say

WORDS_PER_SECOND = 3.0
SECONDS_PER_PAGE = 2.0
SECONDS: dict[Type, float] = {
    Type.SINGLE: 4, Type.MULTIPLE: 7, Type.DROPDOWN: 7, Type.YES_NO: 3, Type.SCALE: 4,
    Type.RANKING: 20, Type.NUMBER: 7, Type.SLIDER: 6, Type.DATE: 10, Type.SHORT_TEXT: 15,
    Type.LONG_TEXT: 45, Type.MUNICIPALITY: 8, Type.CONSENT: 4, Type.DISPLAY: 0, Type.CALCULATED: 0,
}  # fmt: skip
SECONDS_PER_ROW: dict[Type, float] = {
    Type.MATRIX: 4,
    Type.MATRIX_MULTIPLE: 7,
    Type.MATRIX_NUMBER: 7,
}
# Beyond this many people give up, whatever is asked.
MOST_MINUTES = 10
MOST_QUESTIONS = 30


@dataclass(frozen=True)
class Estimate:
    """What a questionnaire asks of a person."""

    seconds: float
    questions: int

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up: who is told too little feels cheated."""
        return max(1, math.ceil(self.seconds / 60))


def estimated(draft: Draft) -> Estimate:
    """The time of a person who sees half of what stands under conditions."""
    seconds = sum(_seconds_of_page(page) for page in draft.pages)
    asked = sum(KINDS[Type(each.type)].is_asked for each in draft.questions)
    return Estimate(seconds, asked)


def _seconds_of_page(page: Page) -> float:
    questions = list(page.questions.all())
    if not questions:
        return 0
    own = SECONDS_PER_PAGE + _reading(say(page.title))
    return _weight(page) * (own + sum(_weight(each) * seconds_of(each) for each in questions))


def _weight(thing: Page | Question) -> float:
    return 0.5 if thing.condition else 1.0


def seconds_of(question: Question) -> float:
    """Reading a question with all its lines, and answering it."""
    kind = Type(question.type)
    lines = [say(line["label"]) for line in (*question.options, *question.rows)]
    reading = _reading(say(question.text), say(question.help), *lines)
    if kind in SECONDS_PER_ROW:
        return reading + len(question.rows) * SECONDS_PER_ROW[kind]
    return reading + SECONDS[kind]


def _reading(*texts: str) -> float:
    return sum(len(text.split()) for text in texts) / WORDS_PER_SECOND


# -- what follows for the list of checks -----------------------------------------------------------
def length_findings(draft: Draft) -> Iterator[Finding]:
    """Too long to be finished, or longer than people are told."""
    if not draft.questions:
        return
    found = estimated(draft)
    if found.questions > MOST_QUESTIONS or found.minutes > MOST_MINUTES:
        yield Finding(Severity.WARNING, _too_long(found), "too_long", address="surveys:edit")
    told = draft.survey.minutes
    if abs(found.minutes - told) >= 2 and not 0.75 <= told / found.minutes <= 1.5:
        text = _("Angegeben ist eine Dauer von %(told)d Minuten, geschätzt sind es %(found)d.")
        words = text % {"told": told, "found": found.minutes}
        yield Finding(Severity.WARNING, words, "minutes")


def _too_long(found: Estimate) -> str:
    questions = ngettext("%d Frage", "%d Fragen", found.questions) % found.questions
    minutes = ngettext("etwa %d Minute", "etwa %d Minuten", found.minutes) % found.minutes
    text = _(
        "Der Fragebogen ist lang: %(questions)s, %(minutes)s. Mit mehr als %(most)d Minuten oder %(many)d Fragen hören viele vorher auf."
    )
    names = {"questions": questions, "minutes": minutes}
    return text % {**names, "most": MOST_MINUTES, "many": MOST_QUESTIONS}
