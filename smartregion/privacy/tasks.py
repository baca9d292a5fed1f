"""Celery's doors to the protection of data: the night, and what people ordered about themselves."""

from celery import shared_task
from django.utils import timezone

from smartregion.core.jobs import JobRun, handles
from smartregion.privacy import actions
from smartregion.privacy.models import AccountExport


@shared_task(name="smartregion.privacy.tasks.keep_retention")
def keep_retention() -> None:
    """At night: everything whose time is over; a second run finds nothing left to do."""
    actions.keep_retention(at=timezone.now())


@handles(actions.EXPORT, queue="reports")
def export(attempt: JobRun) -> None:
    """Write an ordered file, in the queue that may take memory."""
    payload = attempt.job.payload
    # Who ordered it may have taken it back.
    if found := AccountExport.objects.filter(pk=payload["export"]).first():
        actions.write_account_export(export=found, language=payload["language"], at=timezone.now())
