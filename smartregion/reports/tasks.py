"""Building reports in the background, in a queue of their own."""

from smartregion.core.jobs import JobRun, handles
from smartregion.reports.actions import BUILD, build_report
from smartregion.reports.models import Report


@handles(BUILD, queue="reports")
def build(attempt: JobRun) -> None:
    report = Report.objects.select_related("snapshot").get(pk=attempt.job.payload["report"])
    build_report(report=report, say=attempt.progress)
