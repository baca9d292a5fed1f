"""Who evaluates may look at what would be released; who builds surveys releases; everybody reads it."""

from typing import Any

from participation.surveys.models import Publication
from tests.architecture.access.participation import BUILDERS, READERS, survey
from tests.architecture.access.table import Row, only, public


def publication() -> dict[str, Any]:
    found = Publication.objects.get(survey__slug=survey()["slug"], number=1)
    return {**survey(), "number": found.number}


TABLE: dict[str, Row] = {
    "surveys:releases": only(*READERS, where=survey),
    "surveys:release_preview": only(*READERS, where=survey, query="?questions=alter"),
    "surveys:release_withdraw": only(*BUILDERS, where=publication),
    "surveys:public_results": public(where=survey),
    "surveys:public_results_csv": public(where=survey),
    "surveys:public_results_json": public(where=survey),
    "surveys:public_code_book": public(where=survey),
}
