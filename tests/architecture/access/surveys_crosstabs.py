"""Cross-tabs and comparisons are for everybody who evaluates; weightings are made by the house itself."""

from typing import Any

from participation.surveys.models import Weighting
from tests.architecture.access.participation import BUILDERS, READERS, survey
from tests.architecture.access.table import Row, only

WEIGHTERS = (*BUILDERS, "analyst")
CROSSED = "?rows=internet_zuhause&columns=alter"


def weighting() -> dict[str, Any]:
    found = Weighting.objects.select_related("survey").first()
    assert found is not None
    return {"slug": found.survey.slug, "weighting": found.code}


def margin() -> dict[str, Any]:
    return {**weighting(), "question": "alter"}


TABLE: dict[str, Row] = {
    "surveys:crosstab": only(*READERS, where=survey, query=f"{CROSSED}&weight=alter_lage"),
    "surveys:crosstab_csv": only(*READERS, where=survey, query=CROSSED),
    "surveys:crosstab_svg": only(*READERS, where=survey, query=CROSSED),
    "surveys:crosstab_png": only(*READERS, where=survey, query=CROSSED),
    "surveys:compare": only(*READERS, where=survey, query="?question=zufriedenheit&by=zone"),
    "surveys:compare_surveys": only(*READERS, where=survey),
    "surveys:weightings": only(*READERS, where=survey),
    "surveys:weighting": only(*READERS, where=weighting),
    "surveys:weighting_add": only(*WEIGHTERS, where=survey),
    "surveys:weighting_edit": only(*WEIGHTERS, where=weighting),
    "surveys:weighting_delete": only(*WEIGHTERS, where=weighting),
    "surveys:weighting_county": only(
        *WEIGHTERS, where=weighting, post=True, sent={"question": "zone"}
    ),
    "surveys:weighting_join": only(*WEIGHTERS, where=weighting, post=True, answer=409),
    "surveys:margins_import": only(*WEIGHTERS, where=weighting),
    "surveys:margins_accept": only(*WEIGHTERS, where=weighting, post=True),
    "surveys:margins_template": only(*READERS, where=weighting),
    "surveys:margins_csv": only(*READERS, where=weighting),
    "surveys:margin_delete": only(*WEIGHTERS, where=margin),
}
