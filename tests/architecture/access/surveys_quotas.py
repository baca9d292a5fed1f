"""Quotas are written by those who build surveys; how far they are filled, everybody who evaluates sees."""

from typing import Any

from participation.surveys.models import Quota
from tests.architecture.access.participation import BUILDERS, READERS, survey
from tests.architecture.access.table import Row, only


def quota() -> dict[str, Any]:
    found = Quota.objects.select_related("survey").last()
    assert found is not None
    return {"slug": found.survey.slug, "quota": found.pk}


# The only quota of the demo stands in a draft, which does not exist for them.
UNSEEN = (
    "participant", "representative", "moderator", "measure_owner", "other_owner", "consultant",
    "data_protection",
)  # fmt: skip

TABLE: dict[str, Row] = {
    "surveys:quotas": only(*READERS, where=survey),
    "surveys:quota_add": only(*BUILDERS, where=survey),
    "surveys:quota_edit": only(*BUILDERS, where=quota, unseen=UNSEEN),
    "surveys:quota_delete": only(*BUILDERS, where=quota, unseen=UNSEEN),
}
