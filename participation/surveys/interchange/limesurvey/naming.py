"""Names for LimeSurvey: letters and digits only, answers of five signs at most, each once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from participation.surveys.document.questionnaire import Option, QQuestion, Questionnaire, Type

LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_ROW = 20, 5, 20
UNFIT = re.compile(r"[^a-zA-Z0-9]")
OTHER = "-oth-"
# The one subquestion of a question that LimeSurvey only knows with subquestions.
ONLY = "SQ001"
WITH_OTHER = (Type.SINGLE, Type.DROPDOWN, Type.MULTIPLE)


def short_codes(codes: Iterable[str], longest: int, prefix: str) -> dict[str, str]:
    """From our codes to theirs; capitals alone make no difference for LimeSurvey's columns."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, code in enumerate(codes, 1):
        plain = UNFIT.sub("", code)
        fits = plain and len(plain) <= longest and plain.lower() not in taken
        theirs = plain if fits else _numbered(prefix, number, taken)
        taken.add(theirs.lower())
        found[code] = theirs
    return found


def _numbered(prefix: str, number: int, taken: set[str]) -> str:
    while f"{prefix}{number}".lower() in taken:
        number += 1
    return f"{prefix}{number}"


@dataclass(frozen=True)
class Named:
    """A question of ours with the names it has in LimeSurvey."""

    question: QQuestion
    code: str

    @cached_property
    def other(self) -> Option | None:
        """The option that LimeSurvey shows by itself, with words beside it."""
        found = [option for option in self.question.options if option.with_text]
        return found[0] if len(found) == 1 and self.question.type in WITH_OTHER else None

    @cached_property
    def options(self) -> Mapping[str, str]:
        """Our codes of options to theirs; boxes are subquestions and may be longer."""
        is_boxes = self.question.type in (Type.MULTIPLE, Type.MATRIX_MULTIPLE)
        longest, prefix = (LONGEST_ROW, "SQ") if is_boxes else (LONGEST_ANSWER, "A")
        own = (option.code for option in self.question.options if option is not self.other)
        other = {self.other.code: OTHER} if self.other else {}
        return {**short_codes(own, longest, prefix), **other}

    @cached_property
    def rows(self) -> Mapping[str, str]:
        return short_codes((row.code for row in self.question.rows), LONGEST_ROW, "SQ")

    def cells(self) -> list[str]:
        """All cells of the question, as expressions name them."""
        match self.question.type:
            case Type.MULTIPLE:
                ends = ["other" if code == OTHER else code for code in self.options.values()]
            case Type.RANKING:
                ends = [str(n) for n in range(1, len(self.question.options) + 1)]
            case Type.MATRIX_MULTIPLE:
                boxes = self.options.values()
                ends = [f"{row}_{box}" for row in self.rows.values() for box in boxes]
            case Type.MATRIX | Type.MATRIX_NUMBER:
                ends = list(self.rows.values())
            case Type.SLIDER | Type.CONSENT:
                ends = [ONLY]
            case _:
                return [self.code]
        return [f"{self.code}_{end}" for end in ends]


def names_of(questionnaire: Questionnaire) -> dict[str, Named]:
    """All questions with their names in LimeSurvey, by our code."""
    codes = short_codes((q.code for q in questionnaire.questions), LONGEST_QUESTION, "Q")
    return {q.code: Named(q, codes[q.code]) for q in questionnaire.questions}
