"""Quotas are written by those who build surveys; how far they are filled, everybody who evaluates sees."""

from typing import Any

from participation.surveys.models import Quota
from tests.architecture.access.participation import BUILDERS, READERS, survey
from tests.architecture.access.table import Row, only


def quota() -> dict[str, Any]:
    found = Quota.objects.select_related("survey").last()
    assert found is not None
    return {"slug": found.survey.slug, "quota": found.pk}


TABLE: dict[str, Row] = {
    "surveys:quotas": only(*READERS, where=survey),
    "surveys:quota_add": only(*BUILDERS, where=survey),
    "surveys:quota_edit": only(*BUILDERS, where=quota),
    "surveys:quota_delete": only(*BUILDERS, where=quota),
}
