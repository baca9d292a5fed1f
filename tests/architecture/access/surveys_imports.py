"""Questionnaires from files: for those who build surveys."""

from typing import Any

from participation.surveys.models import SurveyImport
from tests.architecture.access.participation import BUILDERS
from tests.architecture.access.surveys_pretests import UNSEEN
from tests.architecture.access.table import Row, only


def imported() -> dict[str, Any]:
    return {"slug": SurveyImport.objects.select_related("survey").latest("pk").survey.slug}


TABLE: dict[str, Row] = {
    "surveys:import_file": only(*BUILDERS),
    "surveys:import_report": only(*BUILDERS, where=imported, unseen=UNSEEN),
}
