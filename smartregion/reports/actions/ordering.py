"""Ordering reports: what they will say is frozen at once, the files follow."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from smartregion.core import audit, jobs, snapshots
from smartregion.core.errors import WrongState
from smartregion.core.models import Job, Snapshot
from smartregion.reports.actions.building import BUILD
from smartregion.reports.actions.freezing import content_for, refuse
from smartregion.reports.actions.mentioning import index_mentions
from smartregion.reports.briefs import Brief
from smartregion.reports.documents import SCHEMA_VERSION
from smartregion.reports.models import Report


class _AlreadyOrdered(Exception):
    """Somebody ordered the very same a moment ago."""

    def __init__(self, job: Job) -> None:
        self.report_id = job.payload["report"]


def order_report(
    *, brief: Brief, by: Any, at: datetime, formats: Sequence[str] = ("pdf",)
) -> Report:
    """Freeze what the report will say and order its draft.

    The same order once more while the first is being built gives the first report.
    """
    refuse(brief, on=timezone.localdate(at))
    try:
        with transaction.atomic():
            return _order(brief, formats, by, at)
    except _AlreadyOrdered as earlier:
        return Report.objects.get(pk=earlier.report_id)


def _order(brief: Brief, formats: Sequence[str], by: Any, at: datetime) -> Report:
    report = Report(
        kind=brief.kind, title=brief.title, manuscript=brief.manuscript, version=brief.version,
        earlier_version=brief.earlier_version, cycle=brief.cycle, ordered_by=by, ordered_at=at,
        snapshot=_freeze(brief, by, at),
    )  # fmt: skip
    report.job = _build(report, _key(brief), formats, by, at)
    if report.job.payload["report"] != str(report.pk):
        raise _AlreadyOrdered(report.job)
    report.save()
    index_mentions(report=report)
    audit.record(by=by, verb="order_report", subject=report)
    return report


def _build(report: Report, key: str, formats: Sequence[str], by: Any, at: datetime) -> Job:
    payload = {"report": str(report.pk), "formats": list(formats)}
    return jobs.order(kind=BUILD, key=key, payload=payload, by=by, at=at)


def _freeze(brief: Brief, by: Any, at: datetime) -> Snapshot:
    return snapshots.freeze(
        kind="report",
        subject=brief.title,
        content=content_for(brief, at=at),
        by=by,
        at=at,
        schema_version=SCHEMA_VERSION,
    )


def _key(brief: Brief) -> str:
    """What makes two orders the same: built of what, whatever it is called."""
    single = (brief.version, brief.earlier_version, brief.cycle, brief.earlier_cycle, brief.measure)
    chosen: list[object] = [brief.kind, brief.manuscript and brief.manuscript.pk]
    chosen += [each and each.pk for each in single]
    chosen += [
        sorted(str(each.pk) for each in several) for several in (brief.surveys, brief.forums)
    ]
    return hashlib.sha256(repr(chosen).encode()).hexdigest()[:40]


# -- afterwards --------------------------------------------------------------------------------
@transaction.atomic
def order_format(*, report: Report, format_: str, by: Any, at: datetime) -> None:
    """Order a draft in one more format, from the same snapshot."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.released_at or (report.job and report.job.is_active):
        raise WrongState(_("An diesem Bericht wird gerade gearbeitet, oder er ist freigegeben."))
    report.job = _build(report, f"{report.pk}/{format_}", [format_], by, at)
    report.save(update_fields=["job"])


@transaction.atomic
def retry_report(*, report: Report, by: Any, at: datetime) -> None:
    """Take up work at a report that failed or was stopped, from the same snapshot."""
    if report.job is None or not jobs.retry(job=report.job, at=at):
        raise WrongState(_("Dieser Bericht ist nicht fehlgeschlagen und wird nicht neu gestartet."))
    audit.record(by=by, verb="retry_report", subject=report)


@transaction.atomic
def cancel_build(*, report: Report, by: Any, at: datetime) -> None:
    """Stop work at a report; what is finished stays."""
    if report.job is None or not jobs.cancel(job=report.job, at=at):
        raise WrongState(_("An diesem Bericht wird gerade nicht gearbeitet."))
    audit.record(by=by, verb="cancel_build", subject=report)
