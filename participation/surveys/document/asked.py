"""Questions through all versions of a survey: which belong together, and what they ever offered."""

from collections.abc import Iterable
from dataclasses import dataclass

from participation.surveys.document.questionnaire import (
    Option,
    QQuestion,
    Questionnaire,
    Row,
    Type,
)
from participation.surveys.kinds import kind_of

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


def merged(newest_first: Iterable[tuple[int, Questionnaire]]) -> dict[Key, Asked]:
    """Questions of several versions (number, document) belong together when code and type are the same."""
    found: dict[Key, Asked] = {}
    for number, questionnaire in newest_first:
        for question in questionnaire.questions:
            if kind_of(question).keys(question):
                _note(found, question, number)
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
