"""The figures of one question, as files."""

from typing import Any

from participation.surveys.models import Response
from tests.architecture.access.participation import READERS
from tests.architecture.access.table import Row, only


def figure() -> dict[str, Any]:
    """A question that somebody has answered."""
    response = Response.objects.select_related("version__survey").exclude(answers={}).first()
    assert response
    code = next(code for code, said in response.answers.items() if isinstance(said, str))
    return {"slug": response.version.survey.slug, "key": code}


TABLE: dict[str, Row] = {
    "surveys:result_svg": only(*READERS, where=figure),
    "surveys:result_png": only(*READERS, where=figure),
    "surveys:result_csv": only(*READERS, where=figure),
}
