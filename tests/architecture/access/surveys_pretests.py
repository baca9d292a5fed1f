"""Trying a questionnaire out, and reading what came of it."""

from typing import Any

from participation.surveys.codes import pretest_code
from participation.surveys.models import Pretest
from tests.architecture.access.participation import BUILDERS
from tests.architecture.access.table import Row, only, public


def draft() -> dict[str, Any]:
    return {"slug": Pretest.objects.first().survey.slug}


def pretest() -> dict[str, Any]:
    return {**draft(), "number": Pretest.objects.first().number}


def link() -> dict[str, Any]:
    found = Pretest.objects.first().pk
    return {"pk": found, "code": pretest_code(found)}


# For them a draft does not exist.
UNSEEN = (
    "participant", "representative", "moderator", "measure_owner", "other_owner", "consultant",
    "data_protection",
)  # fmt: skip

TABLE: dict[str, Row] = {
    "surveys:try_out": public(where=link),
    "surveys:pretest_list": only(*BUILDERS, where=draft, unseen=UNSEEN),
    "surveys:pretest": only(*BUILDERS, where=pretest, unseen=UNSEEN),
    "surveys:pretest_comments": only(*BUILDERS, where=pretest, unseen=UNSEEN),
    "surveys:pretest_end": only(*BUILDERS, where=pretest, unseen=UNSEEN),
    "surveys:pretest_delete": only(*BUILDERS, where=pretest, unseen=UNSEEN),
}
