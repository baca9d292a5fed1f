"""A survey with twelve texts, its codes, and two people who sort them."""

from uuid import UUID

import pytest

from participation.surveys import actions
from participation.surveys.models import (
    Survey,
    SurveyVersion,
    TextCode,
)
from smartregion.accounts.models import User
from tests.factories.surveys import published, question, respond
from tests.participation.surveys.coding import Code


@pytest.fixture
def version() -> SurveyVersion:
    return published([question("long_text", "idee"), question("single", "ort")])


@pytest.fixture
def survey(version: SurveyVersion) -> Survey:
    return version.survey


@pytest.fixture
def texts(version: SurveyVersion) -> list[UUID]:
    return [
        respond(version, {"idee": f"Text {number}", "ort": "a" if number < 8 else "b"}).pk
        for number in range(12)
    ]


@pytest.fixture
def bus(survey: Survey, analyst: User) -> TextCode:
    return actions.add_code(survey=survey, question="idee", label="Bus & Bahn", by=analyst)


@pytest.fixture
def amt(survey: Survey, analyst: User) -> TextCode:
    return actions.add_code(survey=survey, question="idee", label="Ämter", by=analyst)


@pytest.fixture
def code(survey: Survey) -> Code:
    def give(response: UUID, by: User, *codes: TextCode) -> None:
        actions.code_text(survey=survey, question="idee", response=response, codes=codes, by=by)

    return give


@pytest.fixture
def both(
    survey: Survey, texts: list[UUID], bus: TextCode, amt: TextCode, analyst: User, editor: User, code: Code
) -> tuple[int, int]:  # fmt: skip
    """Eleven texts read by both, one by the first only; two are different."""
    for number, text in enumerate(texts):
        code(text, analyst, *([bus] if number < 6 else []))
        if number < 11:
            code(text, editor, *([bus] if number < 4 else [amt] if number == 10 else []))
    low, high = sorted((analyst.pk, editor.pk))
    return low, high
