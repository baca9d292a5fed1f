"""One person's answers, for this person alone."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from participation.surveys.codes import receipt_hash
from participation.surveys.document.piping import words_for
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.kinds import other_key
from participation.surveys.models import Response
from participation.surveys.texts import say, speaking


@dataclass(frozen=True)
class OwnAnswer:
    """One question as it was put, and what was answered, line by line as (row, words)."""

    question: str
    lines: list[tuple[str, str]]
    other: str = ""


@dataclass(frozen=True)
class OwnAnswers:
    """What one person said, for this person alone."""

    survey: str
    day: date
    language: str
    answers: list[OwnAnswer]

    @property
    def speaking(self) -> SafeString:
        """For the element around words of the questionnaire."""
        return speaking(self.language)

    def to_json(self) -> dict[str, Any]:
        """As a file to take along."""
        return {**asdict(self), "day": self.day.isoformat()}


def response_with(code: str) -> Response | None:
    """The response to which a receipt code belongs."""
    found = Response.objects.filter(receipt_hash=receipt_hash(code))
    return found.select_related("version__survey").first()


def own_answers(response: Response) -> OwnAnswers:
    """What one response says, in the words in which the questions were put."""
    questionnaire = questionnaire_of(response.version)
    spoken = questionnaire.language_for(response.language)
    return OwnAnswers(
        survey=say(questionnaire.title, spoken),
        day=response.submitted_on,
        language=spoken,
        answers=[
            OwnAnswer(
                question=say(question.text, spoken),
                lines=words_for(question, response.answers[question.code], spoken),
                other=response.answers.get(other_key(question)) or "",
            )
            for question in questionnaire.questions
            if question.code in response.answers
        ],
    )
