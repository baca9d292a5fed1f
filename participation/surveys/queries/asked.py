"""The questions of a survey through all its versions."""

from collections.abc import Iterable
from dataclasses import dataclass

from participation.surveys.document.questionnaire import (
    Option,
    QQuestion,
    Questionnaire,
    Row,
    Type,
    questionnaire_of,
)
from participation.surveys.kinds import kind_of
from participation.surveys.models import Survey, SurveyVersion

# What makes two questions of different versions the same one.
Key = tuple[str, Type]


@dataclass
class Asked:
    """A question through all versions that asked it: newest wording, all options ever offered."""

    question: QQuestion
    options: dict[str, Option]
    rows: dict[str, Row]
    versions: list[int]
    reworded_in: list[int]


def versions_of(of: Survey | SurveyVersion) -> list[SurveyVersion]:
    """All versions, the newest first; or the one."""
    return list(of.versions.order_by("-number")) if isinstance(of, Survey) else [of]


def asked_questions(of: Survey | SurveyVersion) -> list[Asked]:
    """Everything that was asked, in the order of the newest version."""
    return list(merged((each, questionnaire_of(each)) for each in versions_of(of)).values())


def merged(newest_first: Iterable[tuple[SurveyVersion, Questionnaire]]) -> dict[Key, Asked]:
    """Questions of several versions belong together when code and type are the same."""
    found: dict[Key, Asked] = {}
    for version, questionnaire in newest_first:
        for question in questionnaire.questions:
            if kind_of(question).keys(question):
                _note(found, question, version.number)
    return found


def _note(found: dict[Key, Asked], question: QQuestion, number: int) -> None:
    newest = found.setdefault((question.code, question.type), Asked(question, {}, {}, [], []))
    newest.versions.append(number)
    if dict(newest.question.text) != dict(question.text):
        newest.reworded_in.append(number)
    for option in question.options:
        newest.options.setdefault(option.code, option)
    for row in question.rows:
        newest.rows.setdefault(row.code, row)
