"""A page of a survey as HTML. What everybody sees alike is rendered once in each process and kept.

A page is many questions of which nearly all come fresh to a person: nothing typed, nothing wrong.
Such a question is the same for everybody, down to its number, which is filled in afterwards.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from participation.surveys.document.piping import piped, quotes, words_of
from participation.surveys.document.questionnaire import QQuestion, Questionnaire
from participation.surveys.document.way import Way
from participation.surveys.forms.answering import Asked
from participation.surveys.kinds import Faults, Typed, kind_of
from participation.surveys.texts import speaking
from smartregion.core.shelf import Shelf

# A character of private use stands where the number of a question goes.
NUMBER = "\ue000"


@dataclass(frozen=True)
class Screen:
    """One page for one person."""

    questionnaire: Questionnaire
    # Names the document for good: that of its snapshot. A draft has none, and nothing of it is kept.
    key: Hashable | None
    way: Way
    page: int
    language: str
    seed: str
    typed: Typed
    faults: Mapping[str, str]

    @property
    def questions(self) -> list[QQuestion]:
        return [question.arranged(self.seed) for question in self.way.pages[self.page]]

    @property
    def html(self) -> SafeString:
        """All questions of the page."""
        number = self.way.asked_before(self.page)
        parts = []
        for question in self.questions:
            number += kind_of(question).is_asked
            parts.append(self._question(question, number))
        return mark_safe("".join(parts))  # noqa: S308 - made of our own templates

    def _question(self, question: QQuestion, number: int) -> str:
        names = kind_of(question).names(question)
        typed = {name: self.typed[name] for name in names if name in self.typed}
        faults = {name: self.faults[name] for name in names if name in self.faults}
        if quotes(question):
            question = self._quoting(question)
        elif self.key and not (typed or faults or question.is_shuffled) and question.is_fixed:
            return self._untouched(question).replace(NUMBER, str(number))
        return _rendered(question, str(number), self.language, typed, faults)

    def _untouched(self, question: QQuestion) -> str:
        key = (self.key, question.code, self.language, get_language())
        return _UNTOUCHED.get(key, lambda: _rendered(question, NUMBER, self.language, {}, {}))

    def _quoting(self, question: QQuestion) -> QQuestion:
        """The question with earlier answers in its words."""
        words = words_of(self.questionnaire, self.way.answers, self.language)
        return question.reworded(lambda text: piped(text, words))

    @property
    def asked(self) -> list[Asked]:
        """The questions on which something is wrong, for the summary of errors."""
        number = self.way.asked_before(self.page)
        found = []
        for question in self.questions:
            number += kind_of(question).is_asked
            names = kind_of(question).names(question)
            faults = {name: self.faults[name] for name in names if name in self.faults}
            if faults:
                found.append(Asked(question, str(number), self.language, self.typed, faults))
        return found


def _rendered(question: QQuestion, number: str, language: str, typed: Typed, faults: Faults) -> str:
    asked = Asked(question, number, language, typed, faults)
    context: dict[str, Any] = {"item": asked, "speaking": speaking(language)}
    return render_to_string(asked.template, context)


def samples(questions: Iterable[QQuestion], language: str) -> list[SafeString]:
    """Questions out of their surveys, each as people would see it if it were the first."""
    return [
        mark_safe(_rendered(question, "1", language, {}, {}))  # noqa: S308 - our own templates
        for question in questions
    ]


_UNTOUCHED: Shelf[str] = Shelf(size=4000)
