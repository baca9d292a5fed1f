"""Indicators that a survey feeds: for those who may change the indicator."""

from typing import Any

from measures.models import SurveySource
from participation.models import Publication
from tests.architecture.access.measures import WRITERS
from tests.architecture.access.table import PEOPLE, Row, only


def _mine() -> SurveySource:
    """Of a measure of the measure owner; both surveys have told it their figures."""
    owner = PEOPLE["measure_owner"]
    return SurveySource.objects.get(indicator__measure__responsible__email=owner)


def fed() -> dict[str, Any]:
    return {"pk": _mine().indicator_id}


def waiting() -> dict[str, Any]:
    """The newest release of a survey, of which one indicator has no value yet: it belongs to the office."""
    source = SurveySource.objects.get(indicator__objective__isnull=False)
    return {"pk": source.indicator_id, "publication": Publication.objects.latest("published_at").pk}


TABLE: dict[str, Row] = {
    "measures:survey_source": only(*WRITERS, where=fed),
    "measures:survey_source_edit": only(*WRITERS, where=fed),
    "measures:survey_source_remove": only(*WRITERS, where=fed),
    "measures:survey_value_take": only("strategy_office", "editor", "consultant", where=waiting),
}
