"""The versions of a survey: who published what when, and how many answered each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count as CountRows
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from participation.surveys.document.changes import Change, changes_of
from participation.surveys.document.condition_words import Subjects, in_words, subjects_in
from participation.surveys.document.conditions import Condition
from participation.surveys.document.questionnaire import Option, QQuestion, Questionnaire, Row
from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.texts import say


@dataclass(frozen=True)
class PublishedVersion:
    """A version as the list shows it."""

    number: int
    at: datetime
    by: Any
    sha256: str
    responses: int
    changes: list[Change]

    @property
    def is_first(self) -> bool:
        return self.number == 1


def published_list(survey: Survey) -> list[PublishedVersion]:
    """All versions, the newest first, without their documents."""
    counted = (
        Response.objects.filter(version=OuterRef("pk"))
        .order_by()
        .values("version")
        .annotate(number=CountRows("pk"))
        .values("number")
    )
    versions = (
        survey.versions.select_related("snapshot__taken_by")
        .defer("schema", "snapshot__content")
        .annotate(responses_now=Coalesce(Subquery(counted), 0))
        .order_by("-number")
    )
    return [_listed(version) for version in versions]


def _listed(version: Any) -> PublishedVersion:
    return PublishedVersion(
        number=version.number,
        at=version.published_at,
        by=version.snapshot.taken_by,
        sha256=version.snapshot.sha256,
        responses=version.responses_now,
        changes=changes_of(version),
    )


def numbered_version(survey: Survey, number: int) -> SurveyVersion | None:
    """One version with its document and its snapshot."""
    found = survey.versions.select_related("snapshot__taken_by").filter(number=number)
    return found.first()


# -- reading one -------------------------------------------------------------------------------
@dataclass(frozen=True)
class ReadLine:
    """An option or a row."""

    code: str
    text: str
    condition: str
    value: float | None = None
    exclusive: bool = False
    with_text: bool = False


@dataclass(frozen=True)
class ReadQuestion:
    """A question with everything that belongs to it, in one language."""

    question: QQuestion
    number: int
    text: str
    help: str
    condition: str
    options: list[ReadLine]
    rows: list[ReadLine]


@dataclass(frozen=True)
class ReadPage:
    """A page with its questions, in one language."""

    title: str
    condition: str
    questions: list[ReadQuestion]


def read_pages(questionnaire: Questionnaire, language: str) -> list[ReadPage]:
    """The questionnaire for reading, not for answering."""
    return list(_Reader(questionnaire, language).pages())


class _Reader:
    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.questionnaire, self.language = questionnaire, language
        self.subjects: Subjects = subjects_in(questionnaire)
        self.numbers = {each.code: n for n, each in enumerate(questionnaire.questions, 1)}

    def pages(self) -> Iterator[ReadPage]:
        for page in self.questionnaire.pages:
            questions = [self.question(each) for each in page.questions]
            yield ReadPage(say(page.title, self.language), self.words(page.condition), questions)

    def question(self, question: QQuestion) -> ReadQuestion:
        return ReadQuestion(
            question=question,
            number=self.numbers[question.code],
            text=say(question.text, self.language),
            help=say(question.help, self.language),
            condition=self.words(question.condition),
            options=[self.line(each) for each in question.options],
            rows=[self.line(each) for each in question.rows],
        )

    def line(self, line: Option | Row) -> ReadLine:
        text, condition = say(line.label, self.language), self.words(line.condition)
        if isinstance(line, Row):
            return ReadLine(line.code, text, condition)
        return ReadLine(line.code, text, condition, line.value, line.exclusive, line.with_text)

    def words(self, condition: Condition | None) -> str:
        return in_words(condition, self.subjects) if condition else ""
