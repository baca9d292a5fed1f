"""Taking in responses that were given elsewhere: all of a file or nothing.

A survey that was never published here gets its one version from the draft as it is, without the
checks before opening: nobody will be asked these questions, so they need no privacy text, and texts
that are missing are filled in. Such a survey is closed from the beginning (``is_taken_in``).
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.surveys.actions.keeping import refuse_erased
from participation.surveys.actions.packing import pack_answers
from participation.surveys.actions.quotas import count_anyway
from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of, to_json
from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.drafting import tried_draft
from participation.surveys.interchange.responses import (
    Asked,
    Mapped,
    Progress,
    Reading,
    Report,
    TakenIn,
)
from participation.surveys.models import Response, Survey, SurveyImport, SurveyVersion
from participation.surveys.privacy.retention import ANSWERS_AFTER_MONTHS, months_later
from participation.surveys.queries import forget_published_versions, versions_of
from smartregion.core import audit, snapshots
from smartregion.core.days import day_begins
from smartregion.core.models import AuditEntry

# Written at once; within such a batch the order of the file is lost.
BATCH = 1000
VERB = "take_in_responses"


@dataclass(frozen=True)
class Table:
    """A file with responses, and how it is to be understood."""

    stream: BinaryIO
    name: str
    includes_incomplete: bool = False


# -- looking ---------------------------------------------------------------------------------------
def try_responses(
    *, survey: Survey, table: Table, at: datetime, progress: Progress | None = None
) -> Report:
    """What would be stored. Nothing is."""
    refuse_erased(survey)
    reading = _reading(survey, table, at)
    for _response in reading.responses(progress):
        pass
    return reading.report


def taken_in_before(survey: Survey, sha256: str) -> AuditEntry | None:
    """When this very file was taken into this survey."""
    entries = AuditEntry.objects.filter(
        verb=VERB, object_type=survey._meta.label_lower, object_id=str(survey.pk)
    )
    return entries.filter(changes__sha256=sha256).order_by("-at").first()


def _reading(survey: Survey, table: Table, at: datetime) -> Reading:
    return Reading(
        table.stream,
        _asked(survey),
        _mapped(survey),
        includes_incomplete=table.includes_incomplete,
        on=timezone.localdate(at),
    )


def _asked(survey: Survey) -> list[Asked]:
    """The versions, newest first; of a survey that has none the draft as it would be frozen."""
    versions = versions_of(survey)
    if versions:
        return [Asked(questionnaire_of(each), each.number) for each in versions]
    return [Asked(_draft(survey), is_published=False)]


def _draft(survey: Survey) -> Questionnaire:
    questionnaire = tried_draft(Draft.of(survey))
    if not any(questionnaire.questions):
        raise ValidationError(_("Der Entwurf hat noch keine Fragen."), code="empty")
    return questionnaire


def _mapped(survey: Survey) -> Mapped:
    found = SurveyImport.objects.filter(survey=survey).first()
    return Mapped(found.columns, found.values) if found else Mapped()


# -- storing ---------------------------------------------------------------------------------------
def take_in_responses(
    *,
    survey: Survey,
    table: Table,
    by: Any,
    at: datetime,
    again: bool = False,
    sha256: str = "",
    progress: Progress | None = None,
) -> Report:
    """Store every response of a file, or none; then write them into their columns.

    The same file is taken in twice only on demand (``again``). ``sha256`` is that of a file somebody
    has looked at: another one is refused.
    """
    report = _take_in(
        survey=survey, table=table, by=by, at=at, again=again, sha256=sha256, progress=progress
    )
    pack_answers(survey=survey)
    return report


@transaction.atomic
def _take_in(
    *,
    survey: Survey,
    table: Table,
    by: Any,
    at: datetime,
    again: bool,
    sha256: str,
    progress: Progress | None,
) -> Report:
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    refuse_erased(survey)
    reading = _reading(survey, table, at)
    _refuse_other_file(reading.report, sha256)
    if not again:
        _refuse_twice(survey, reading.report)
    responses = reading.responses(progress)
    first = next(responses, None)
    if first is None:
        raise ValidationError(_("In der Datei ist keine abgeschlossene Antwort."), code="none")
    if survey.state == Survey.State.DRAFT:
        freeze_for_responses(survey=survey, by=by, at=at)
    _store(survey, first, responses)
    if survey.is_taken_in:
        _set_window(survey, reading.report, at)
    audit.record(by=by, verb=VERB, subject=survey, changes=_changes(table, reading.report))
    return reading.report


def _refuse_other_file(report: Report, sha256: str) -> None:
    if sha256 and sha256 != report.sha256:
        raise ValidationError(
            _("Das ist eine andere Datei als die geprüfte. Bitte prüfen Sie sie zuerst."),
            code="other",
        )


def _refuse_twice(survey: Survey, report: Report) -> None:
    if before := taken_in_before(survey, report.sha256):
        day = timezone.localtime(before.at)
        raise ValidationError(
            _("Diese Datei wurde am %s schon in diese Umfrage eingelesen.") % f"{day:%d.%m.%Y}",
            code="twice",
        )


def _changes(table: Table, report: Report) -> dict[str, Any]:
    """How much came in, and from which file; never what it says."""
    return {
        "count": report.responses,
        "versions": sorted(report.versions),
        "file": table.name[:200],
        "sha256": report.sha256,
        "left_out": report.left_out,
        "incomplete": report.incomplete_taken,
    }


def _store(survey: Survey, first: TakenIn, rest: Iterator[TakenIn]) -> None:
    """Write batch by batch, so that memory does not grow with the file."""
    versions = {each.number: each for each in survey.versions.defer("schema")}
    batch = [first, *islice(rest, BATCH - 1)]
    while batch:
        # Ids are random anyway; the places of the rows shall not tell the order of the file.
        secrets.SystemRandom().shuffle(batch)
        rows = [_response(each, versions) for each in batch]
        Response.objects.bulk_create(rows, batch_size=500)
        count_anyway(survey=survey, responses=rows, by=1)
        batch = list(islice(rest, BATCH))


def _response(taken: TakenIn, versions: Mapping[int, SurveyVersion]) -> Response:
    origin = Response.Origin.EXAMPLE if taken.is_example else Response.Origin.IMPORTED
    return Response(
        version=versions[taken.version],
        answers=dict(taken.answers),
        language=taken.language,
        origin=origin,
        submitted_on=taken.day,
        suspicions=list(taken.suspicions),
    )


# -- a survey that was answered elsewhere ----------------------------------------------------------
@transaction.atomic
def freeze_for_responses(*, survey: Survey, by: Any, at: datetime) -> SurveyVersion:
    """Freeze the draft with its gaps, for answers that were given elsewhere; never to be opened."""
    document = to_json(_draft(survey))
    version = SurveyVersion.objects.create(
        survey=survey,
        number=1,
        schema=document,
        published_at=at,
        snapshot=snapshots.freeze(
            kind="survey_version", subject=str(survey), content=document, by=by, at=at
        ),
    )
    survey.state, survey.is_taken_in = Survey.State.CLOSED, True
    survey.save(update_fields=["state", "is_taken_in"])
    forget_published_versions(survey.slug)
    audit.record(by=by, verb="freeze_for_responses", subject=survey, changes={"version": 1})
    return version


def _set_window(survey: Survey, report: Report, at: datetime) -> None:
    """Open it around the days of its responses, and keep these as long as those given today."""
    today = timezone.localdate(at)
    days = [report.first_day or today, report.last_day or today]
    if Response.objects.filter(version__survey=survey).count() > report.responses:
        days += [timezone.localdate(survey.opens_at), timezone.localdate(survey.closes_at)]
    survey.opens_at = day_begins(min(days))
    survey.closes_at = day_begins(max(days) + timedelta(days=1))
    wanted = months_later(today, ANSWERS_AFTER_MONTHS)
    survey.answers_until = max(survey.answers_until or wanted, wanted)
    survey.codes_until = survey.codes_until or today
    survey.save(update_fields=["opens_at", "closes_at", "answers_until", "codes_until"])
