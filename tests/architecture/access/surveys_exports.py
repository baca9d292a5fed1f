"""Taking answers and questionnaires along."""

from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from participation.surveys.models import SurveyExport
from smartregion.accounts.models import User
from smartregion.core.models import Job
from tests.architecture.access.participation import READERS, open_survey, survey
from tests.architecture.access.table import PEOPLE, Row, only


def _ordered() -> SurveyExport:
    """A file that was ordered, and failed."""
    now = timezone.now()
    job = Job.objects.create(
        kind="survey.export", key=str(uuid4()), state=Job.State.FAILED, error="Kein Platz mehr.",
        ordered_at=now, published_at=now,
    )  # fmt: skip
    return SurveyExport.objects.create(
        survey=open_survey(), format="sav", job=job, ordered_at=now,
        ordered_by=User.objects.get(email=PEOPLE["analyst"]), expires_on=timezone.localdate(),
    )  # fmt: skip


def failed() -> dict[str, Any]:
    return {**survey(), "pk": _ordered().pk}


def finished() -> dict[str, Any]:
    export = _ordered()
    export.file.save("antworten.sav", ContentFile(b"$FL2"))
    return {**survey(), "pk": export.pk}


def workbook() -> dict[str, Any]:
    return {**survey(), "format_": "xlsx"}


def questionnaire() -> dict[str, Any]:
    return {**survey(), "format_": "json"}


TABLE: dict[str, Row] = {
    "surveys:exports": only(*READERS, where=survey),
    "surveys:responses_file": only(*READERS, where=workbook),
    "surveys:questionnaire_file": only(*READERS, where=questionnaire),
    "surveys:code_book_ddi": only(*READERS, where=survey),
    "surveys:export_order": only(*READERS, where=survey, post=True, sent={"format": "json"}),
    "surveys:export_file": only(*READERS, where=finished),
    "surveys:export_retry": only(*READERS, where=failed, post=True),
    "surveys:export_delete": only(*READERS, where=failed),
}
