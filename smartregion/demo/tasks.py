"""What the demo county does only once its worker runs: printing reports takes longer than loading."""

import time
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import Cycle
from smartregion.accounts.models import User
from smartregion.core import jobs
from smartregion.core.jobs import JobFailed, JobRun, handles
from smartregion.core.models import Job
from smartregion.demo import reader
from smartregion.demo.reader import Record
from smartregion.reports.actions import Delivery, hand_over, order_report, release_report
from smartregion.reports.briefs import Brief, brief_of
from smartregion.reports.models import Kind, Manuscript, Report

PRINT = "demo.print_reports"
# Another worker may have taken the job that is waited for.
PATIENCE, PAUSE = timedelta(minutes=5), 1.0


def order_printing(*, by: User, at: datetime) -> None:
    """Have the reports of the demo county printed, released and handed over."""
    jobs.order(kind=PRINT, key="once", payload={}, by=by, at=at)


@handles(PRINT, queue="reports")
def print_reports(attempt: JobRun) -> None:
    """The cycle report, then the final one. What an earlier attempt has done is left alone."""
    office = attempt.job.ordered_by
    if office is None:
        raise JobFailed(_("Niemand hat den Auftrag gegeben."))
    plan = reader.read("report")
    for place, (brief, said) in enumerate(planned(plan)):
        attempt.progress(place, 2, brief.title)
        report = Report.objects.filter(title=brief.title).first() or order_report(
            brief=brief, by=office, at=timezone.now()
        )
        _publish(report, said, office)


def planned(plan: Record) -> list[tuple[Brief, Record]]:
    """What is printed, each with what is said when it is handed over."""
    said = plan["cycle_report"]
    cycle, earlier = (Cycle.objects.get(slug=said[name]) for name in ("cycle", "earlier"))
    manuscript = Manuscript.objects.get(title=plan["manuscript"]["title"])
    return [
        (Brief(Kind.CYCLE, said["title"], cycle=cycle, earlier_cycle=earlier), said),
        (brief_of(manuscript, override=plan["manuscript"]["override"]), plan["final_report"]),
    ]


def _publish(report: Report, said: Record, office: User) -> None:
    if not report.released_at:
        _wait_for(report)
        release_report(report=report, by=office, at=timezone.now())
        report.refresh_from_db()
        _wait_for(report)
        report.refresh_from_db()
    if not report.handovers.exists():
        delivery = Delivery(
            file=report.files.final().get(format="pdf"),
            recipient=said["recipient"],
            handed_over_by=said["handed_over_by"],
            handed_over_on=timezone.localdate(),
            note=said["note"],
        )
        hand_over(report=report, delivery=delivery, by=office, at=timezone.now())


def _wait_for(report: Report) -> None:
    """Do the work at a report here and now, or wait until another worker has done it."""
    key = str(report.job_id)
    jobs.run(key)
    until = timezone.now() + PATIENCE
    while (job := Job.objects.get(pk=key)).is_active and timezone.now() < until:
        time.sleep(PAUSE)
    if job.state != Job.State.DONE:
        raise JobFailed(job.error or _("Der Auftrag wurde nicht fertig."))
