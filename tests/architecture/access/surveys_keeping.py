"""What is promised and kept of surveys, and what is taken out of them."""

from typing import Any

from participation.models import Survey
from participation.surveys.queries import readers_of
from tests.architecture.access.participation import BUILDERS, READERS, survey
from tests.architecture.access.table import Row, only

GUARDS = (*BUILDERS, "analyst", "data_protection")


def reader() -> dict[str, Any]:
    return {**survey(), "pk": readers_of(Survey.objects.get(slug=survey()["slug"])).get().pk}


TABLE: dict[str, Row] = {
    "surveys:retention": only(*GUARDS),
    "surveys:raw_access": only(*GUARDS),
    "surveys:readers": only(*BUILDERS, where=survey),
    "surveys:reader_remove": only(*BUILDERS, where=reader, post=True),
    "surveys:privacy": only(*GUARDS, where=survey),
    "surveys:privacy_text": only(*BUILDERS, where=survey),
    "surveys:responses_csv": only(*READERS, where=survey),
    "surveys:code_book": only(*READERS, where=survey),
    "surveys:code_book_csv": only(*READERS, where=survey),
}
