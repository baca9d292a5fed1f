"""What all kinds of questions have in common.

A kind knows how its questions are read from what was typed, judged, and named in a form. Answers
of one response: ``{key: answer}``. Every question that was shown has a key; None means shown and
left empty; without a key it was not shown.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participation.surveys.document.questionnaire import QQuestion

Answer = Any
Typed = Mapping[str, list[str]]
# What is wrong, by the name of the field: {"q-age": "Bitte geben Sie eine Zahl ein."}
Faults = dict[str, str]
UNKNOWN = "unknown"


def field_name(question: QQuestion, part: str = "") -> str:
    """The form field of a question, or of one part of it."""
    # Codes hold no hyphen, so names never meet.
    return f"q-{question.code}-{part}" if part else f"q-{question.code}"


def other_name(question: QQuestion) -> str:
    """The field for the words beside "Anderes, nämlich"."""
    return f"other-{question.code}"


def other_key(question: QQuestion) -> str:
    """Under which key these words are stored; codes hold no point, so keys never meet."""
    return f"{question.code}.other"


def said(typed: Typed, name: str) -> str:
    """The last value that was sent under a name."""
    values = typed.get(name)
    return values[-1] if values else ""


def visible_text(text: str) -> str | None:
    """Text with plain line breaks; None when it only has separators, controls, zero-width signs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(unicodedata.category(letter)[0] not in "ZC" for letter in text):
        return text
    return None


class Kind:
    """One kind of question. Stateless: everything it needs stands in the question."""

    # What its answers can be asked for in a condition, in the order of the editor.
    operators: ClassVar[tuple[str, ...]] = ("answered", "empty")
    # Whether it asks for anything; a text to read does not.
    is_asked: ClassVar[bool] = True
    has_options: ClassVar[bool] = False
    has_rows: ClassVar[bool] = False
    missing: ClassVar[str | Promise] = _("Bitte beantworten Sie diese Frage.")

    def keys(self, question: QQuestion) -> tuple[str, ...]:
        """Under which keys its answers are stored."""
        if question.has_other:
            return (question.code, other_key(question))
        return (question.code,)

    def names(self, question: QQuestion) -> tuple[str, ...]:
        """The fields of the form that belong to it."""
        if question.has_other:
            return (*self.own_names(question), other_name(question))
        return self.own_names(question)

    def own_names(self, question: QQuestion) -> tuple[str, ...]:
        return (field_name(question),)

    def read(self, question: QQuestion, typed: Typed, faults: Faults) -> Answer:
        """What was typed as an answer, or None; what cannot be one is noted in ``faults``."""
        raise NotImplementedError

    def check(self, question: QQuestion, answer: Answer) -> None:
        """Refuse (``ValidationError``) a value that is no answer to this question; never None."""
        raise NotImplementedError

    def is_missing(self, question: QQuestion, answer: Answer) -> bool:
        """Whether something is open that a required question needs."""
        return answer is None

    def names_missing(self, question: QQuestion, answer: Answer) -> tuple[str, ...]:
        """Which fields are to be filled when something is missing."""
        return self.own_names(question)[:1]


def noted(faults: Faults, name: str, check: Any, *arguments: Any) -> bool:
    """Run a check; note its sentence under the field and say whether all was well."""
    try:
        check(*arguments)
    except ValidationError as refusal:
        faults[name] = refusal.messages[0]
        return False
    return True
