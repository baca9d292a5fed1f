"""Taking contributions along."""

from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from participation.contributions.models import ContributionExport
from smartregion.accounts.models import User
from smartregion.core.models import Job
from tests.architecture.access.table import PEOPLE, Row, only

TAKERS = ("strategy_office", "moderator", "analyst", "consultant")
OTHERS = tuple(role for role in TAKERS if role != "strategy_office")


def _ordered() -> ContributionExport:
    """A file that the strategy office ordered, and that failed."""
    now = timezone.now()
    job = Job.objects.create(
        kind="contributions.export", key=str(uuid4()), state=Job.State.FAILED, error="Kein Platz mehr.",
        ordered_at=now, published_at=now,
    )  # fmt: skip
    return ContributionExport.objects.create(
        format="csv", job=job, ordered_at=now, expires_on=timezone.localdate(),
        ordered_by=User.objects.get(email=PEOPLE["strategy_office"]),
    )  # fmt: skip


def failed() -> dict[str, Any]:
    return {"pk": _ordered().pk}


def finished() -> dict[str, Any]:
    export = _ordered()
    export.file.save("beitraege.zip", ContentFile(b"PK"))
    return {"pk": export.pk}


# A file is there for the person who ordered it, and for nobody else.
TABLE: dict[str, Row] = {
    "contributions:exports": only(*TAKERS),
    "contributions:export_columns": only(*TAKERS),
    "contributions:export_file": only("strategy_office", unseen=OTHERS, where=finished),
    "contributions:export_retry": only("strategy_office", unseen=OTHERS, where=failed, post=True),
    "contributions:export_delete": only("strategy_office", unseen=OTHERS, where=failed),
}
