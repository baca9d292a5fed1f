"""Responses of another program, taken into a survey; and how far people got in one of ours."""

from typing import Any

from participation.surveys.models import Pretest
from tests.architecture.access.participation import BUILDERS, READERS, survey
from tests.architecture.access.table import Row, only


def draft() -> dict[str, Any]:
    return {"slug": Pretest.objects.first().survey.slug}


# For them a draft does not exist.
UNSEEN = (
    "participant", "representative", "moderator", "measure_owner", "other_owner", "consultant",
    "data_protection",
)  # fmt: skip

TABLE: dict[str, Row] = {
    "surveys:responses_import": only(*BUILDERS, where=draft, unseen=UNSEEN),
    "surveys:passages": only(*READERS, where=survey),
}
