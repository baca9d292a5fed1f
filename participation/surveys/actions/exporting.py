"""Files of answers that take longer than a person waits: ordered, written by a worker, taken back."""

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from functools import partial
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.surveys.actions.keeping import refuse_erased
from participation.surveys.actions.looking import note_raw_access
from participation.surveys.exports import Selection, select
from participation.surveys.exports.facts import facts_of
from participation.surveys.exports.files import Incomplete, refuse_too_large, write_file
from participation.surveys.exports.watching import Say, unwatched
from participation.surveys.exports.words import AnswersChanged
from participation.surveys.models import Survey, SurveyExport
from smartregion.core import audit, jobs
from smartregion.core.errors import WrongState
from smartregion.core.jobs import JobFailed
from smartregion.core.models import Job
from smartregion.core.ordered_files import forget, hand_over, retry, sentence_of
from smartregion.core.storage import keeping

EXPORT = "survey.export"
# The last day on which an ordered file is there.
KEPT_FOR = timedelta(days=7)
# Somebody withdraws answers while they are read: begin again, but not for ever.
TRIES = 3
LONGEST_QUERY = 2000


class _AlreadyOrdered(Exception):
    """Somebody ordered the very same a moment ago."""

    def __init__(self, job: Job) -> None:
        self.export_id = job.payload["export"]


def order_export(
    *, selection: Selection, format_: str, language: str, by: Any, at: datetime
) -> SurveyExport:
    """Order a file of these responses. The same order once more while it is written gives the first."""
    refuse_erased(selection.survey)
    refuse_too_large(selection, format_)
    if len(selection.query) > LONGEST_QUERY:
        raise ValidationError(
            _("Der Filter ist zu lang. Wählen Sie weniger Antworten einzeln aus.")
        )
    try:
        with transaction.atomic():
            return _order(selection, format_, language, by=by, at=at)
    except _AlreadyOrdered as earlier:
        return SurveyExport.objects.get(pk=earlier.export_id)


def _order(
    selection: Selection, format_: str, language: str, *, by: Any, at: datetime
) -> SurveyExport:
    survey = selection.survey
    export = SurveyExport(
        survey=survey, format=format_, filter=selection.query, ordered_by=by, ordered_at=at,
        expires_on=_last_day(survey, timezone.localdate(at)),
    )  # fmt: skip
    job = jobs.order(
        kind=EXPORT,
        key=_key(survey.pk, format_, selection.query, language, by.pk),
        payload={"export": str(export.pk), "language": language},
        by=by,
        at=at,
    )
    if job.payload["export"] != str(export.pk):
        raise _AlreadyOrdered(job)
    export.job = job
    export.save()
    note_raw_access(survey=survey, what=f"export {format_}", by=by)
    return export


def _key(*parts: object) -> str:
    """What makes two orders the same."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:40]


def _last_day(survey: Survey, today: date) -> date:
    """A file never outlives the answers in it."""
    last = today + KEPT_FOR
    return min(last, survey.answers_until) if survey.answers_until else last


# -- writing ---------------------------------------------------------------------------------------
def write_export(*, export: SurveyExport, language: str, on: date, say: Say) -> None:
    """Write an ordered file: complete, or not at all. Doing it again when it is there changes nothing."""
    if export.file:
        return
    name = f"{export.FOLDER}/{export.pk}.{export.format}"
    survey, query = Survey.objects.get(pk=export.survey_id), QueryDict(export.filter)
    try:
        with override(language):
            written = write_answers(
                survey=survey, query=query, format_=export.format, language=language, on=on,
                opened=partial(keeping, name), say=say,
            )  # fmt: skip
    except (ValidationError, WrongState, Incomplete) as refusal:
        raise JobFailed(sentence_of(refusal)) from refusal
    hand_over(export, name, responses=written)


def write_answers(
    *,
    survey: Survey,
    query: QueryDict | Mapping[str, Any],
    format_: str,
    language: str,
    on: date,
    opened: Callable[[], AbstractContextManager[IO[bytes]]],
    say: Say = unwatched,
) -> int:
    """Write the answers as they are now into a file that is opened; how many they are.

    Begins again when answers are withdrawn meanwhile. Raises ``ValidationError``, ``WrongState`` or
    ``Incomplete`` with a sentence rather than leave a file that lacks something.
    """
    refuse_erased(survey)
    for _try in range(TRIES):
        selection = select(survey, query)
        facts = facts_of(selection, language=language, on=on)
        try:
            with opened() as file:
                return write_file(selection, format_, facts, file, say)
        except AnswersChanged:
            continue
    raise Incomplete(
        _("Während die Datei geschrieben wurde, wurden immer wieder Antworten zurückgezogen.")
    )


# -- afterwards ------------------------------------------------------------------------------------
@transaction.atomic
def retry_export(*, export: SurveyExport, by: Any, at: datetime) -> None:
    """Write a file that failed once more, from the answers that are there now."""
    retry(export, at=at)
    audit.record(by=by, verb="retry_export", subject=export.survey)


@transaction.atomic
def delete_export(*, export: SurveyExport, by: Any) -> None:
    """Remove a file, or stop it being written."""
    # Asked for once more: it may have been finished since.
    forget(SurveyExport.objects.filter(pk=export.pk))
    audit.record(
        by=by, verb="delete_export", subject=export.survey, changes={"format": export.format}
    )
