"""Contributions as files: ordered, written by a worker, fetched, gone after their last day."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from participation.contributions.exports.files import (
    ENDINGS,
    Incomplete,
    refuse_unwritable,
    write_file,
)
from participation.contributions.exports.selection import Selection
from participation.contributions.exports.tables import Table
from participation.contributions.models import Contribution, ContributionExport
from smartregion.core import audit, jobs
from smartregion.core.jobs import JobFailed, JobRun
from smartregion.core.ordered_files import (
    forget,
    forget_expired,
    hand_over,
    retry,
    sentence_of,
)
from smartregion.core.storage import keeping

EXPORT = "contributions.export"
# The last day on which a file is there; what points to persons is there for the day it is needed.
KEPT_FOR = timedelta(days=7)
PERSONAL_KEPT_FOR = timedelta(days=1)


def order_contribution_export(
    *, selection: Selection, format_: str, language: str, by: Any, at: datetime
) -> ContributionExport:
    """Order a file. The same order once more while it is written gives the first."""
    if selection.with_personal_data and not by.has_perm("participation.export_personal_data"):
        raise PermissionDenied
    refuse_unwritable(selection, format_)
    with transaction.atomic():
        export = _export_of(selection, format_, by=by, at=at)
        job = jobs.order(
            kind=EXPORT,
            key=_key(export),
            payload={"export": str(export.pk), "language": language},
            by=by,
            at=at,
        )
        if job.payload["export"] != str(export.pk):
            return ContributionExport.objects.get(pk=job.payload["export"])
        export.job = job
        export.save()
        _note("order_contribution_export", export, by)
    return export


def _export_of(selection: Selection, format_: str, *, by: Any, at: datetime) -> ContributionExport:
    kept_for = PERSONAL_KEPT_FOR if selection.with_personal_data else KEPT_FOR
    return ContributionExport(
        format=format_,
        filter=selection.filter,
        with_personal_data=selection.with_personal_data,
        ordered_by=by,
        ordered_at=at,
        expires_on=timezone.localdate(at) + kept_for,
    )


def _key(export: ContributionExport) -> str:
    """What makes two orders the same."""
    parts = (export.ordered_by_id, export.format, export.filter, export.with_personal_data)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:40]


def _note(verb: str, export: ContributionExport, by: Any) -> None:
    changes = {"format": export.format, "personal_data": export.with_personal_data}
    audit.record(by=by, verb=verb, subject=export, changes=changes)


# -- writing ---------------------------------------------------------------------------------------
def write_contribution_export(
    *, export: ContributionExport, language: str, at: datetime, attempt: JobRun
) -> None:
    """Write an ordered file: complete, or not at all. Doing it again when it is there changes nothing."""
    if export.file:
        return
    name = f"{export.FOLDER}/{export.pk}.{ENDINGS[ContributionExport.Format(export.format)]}"
    selection = Selection(export.ordered_by, export.filter, export.with_personal_data)
    try:
        with override(language), keeping(name) as file:
            say = _Progress(attempt, selection.n)
            written = write_file(selection, export.format, file, at=at, say=say)
    except (ValidationError, Incomplete) as refusal:
        raise JobFailed(sentence_of(refusal)) from refusal
    hand_over(export, name, rows=written)


class _Progress:
    """Tells the job how many contributions are written; what belongs to them goes fast."""

    def __init__(self, attempt: JobRun, total: int) -> None:
        self._attempt, self._total, self._done = attempt, total, 0

    def __call__(self, table: Table, rows: int) -> None:
        self._done += rows if table.model is Contribution else 0
        self._attempt.progress(self._done, self._total)


# -- afterwards ------------------------------------------------------------------------------------
@transaction.atomic
def note_contribution_download(*, export: ContributionExport, by: Any) -> None:
    """Each time somebody takes a file it is noted, never what stands in it."""
    _note("download_contribution_export", export, by)


@transaction.atomic
def retry_contribution_export(*, export: ContributionExport, by: Any, at: datetime) -> None:
    """Write a file that failed once more, from what is there now."""
    retry(export, at=at)
    _note("retry_contribution_export", export, by)


@transaction.atomic
def delete_contribution_export(*, export: ContributionExport, by: Any) -> None:
    """Remove a file, or stop it being written."""
    _note("delete_contribution_export", export, by)
    forget([export])


def forget_contribution_exports(*, of: Contribution) -> int:
    """Remove all files that were written, because somebody took back words that may stand in them.

    Whoever needs such a file orders it anew.
    """
    return forget(ContributionExport.objects.exclude(file="").filter(ordered_at__gte=of.written_at))


def remove_expired_exports(*, at: datetime) -> int:
    """Remove files after their last day, and what killed workers left; how many went."""
    return forget_expired(ContributionExport, at=at)
