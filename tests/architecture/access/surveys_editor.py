"""The outline of a draft, the question bank, and the preview."""

from typing import Any

from participation.surveys.models import BankQuestion
from tests.architecture.access.participation import BUILDERS, page, question, survey
from tests.architecture.access.table import Row, only


def kept() -> dict[str, Any]:
    return {"pk": BankQuestion.objects.first().pk}


TABLE: dict[str, Row] = {
    "surveys:preview_screen": only(*BUILDERS, where=survey),
    "surveys:take_minutes": only(*BUILDERS, where=survey, post=True),
    "surveys:restore": only(*BUILDERS, where=survey, post=True),
    "surveys:page_copy": only(*BUILDERS, where=page, post=True),
    "surveys:question_choose": only(*BUILDERS, where=page),
    "surveys:question_from_bank": only(*BUILDERS, where=page),
    "surveys:question_from_survey": only(*BUILDERS, where=page),
    "surveys:question_keep": only(*BUILDERS, where=question),
    "surveys:bank_list": only(*BUILDERS),
    "surveys:bank_edit": only(*BUILDERS, where=kept),
    "surveys:bank_delete": only(*BUILDERS, where=kept),
}
