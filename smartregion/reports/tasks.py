"""Building reports in the background, in a queue of their own."""

from django.utils import timezone

from smartregion.core.jobs import JobRun, handles
from smartregion.reports.actions import BUILD, RELEASE, build_files, finish_release
from smartregion.reports.models import Report


def _report(attempt: JobRun) -> Report:
    return Report.objects.select_related("snapshot").get(pk=attempt.job.payload["report"])


@handles(BUILD, queue="reports")
def build(attempt: JobRun) -> None:
    """Make drafts in the formats that were ordered."""
    formats = attempt.job.payload.get("formats", ["pdf"])
    build_files(
        report=_report(attempt),
        formats=formats,
        is_draft=True,
        say=attempt.progress,
        at=timezone.now(),
    )


@handles(RELEASE, queue="reports")
def release(attempt: JobRun) -> None:
    """Make the final files and show the report."""
    finish_release(
        report=_report(attempt),
        by=attempt.job.ordered_by,
        say=attempt.progress,
        at=timezone.now(),
    )
