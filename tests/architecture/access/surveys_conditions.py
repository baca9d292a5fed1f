"""Conditions of options and rows, and another type for a question."""

from typing import Any

from participation.surveys.models import Question
from tests.architecture.access.participation import BUILDERS
from tests.architecture.access.table import Row, only


def option() -> dict[str, Any]:
    return _line("options", Question.objects.filter(type=Question.Type.SINGLE))


def row() -> dict[str, Any]:
    return _line("rows", Question.objects.filter(type=Question.Type.MATRIX))


def choice() -> dict[str, Any]:
    found = Question.objects.filter(type=Question.Type.SINGLE).select_related("survey").last()
    return {"slug": found.survey.slug, "question": found.pk}


def _line(kind: str, questions: Any) -> dict[str, Any]:
    found = questions.select_related("survey").last()
    line = getattr(found, kind)[0]["code"]
    return {"slug": found.survey.slug, "question": found.pk, "line": line}


TABLE: dict[str, Row] = {
    "surveys:option_condition": only(*BUILDERS, where=option),
    "surveys:row_condition": only(*BUILDERS, where=row),
    "surveys:question_type": only(*BUILDERS, where=choice),
}
