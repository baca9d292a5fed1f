"""Celery's doors to contributions: files that take a while, and what happens at night."""

from celery import shared_task
from django.utils import timezone

from participation.contributions import actions
from participation.contributions.models import ContributionExport
from smartregion.core.jobs import JobRun, handles


@handles(actions.EXPORT, queue="reports")
def export(attempt: JobRun) -> None:
    """Write an ordered file; one at a time, in the queue that may take memory."""
    found = ContributionExport.objects.filter(pk=attempt.job.payload["export"]).first()
    # Who ordered it may have taken it back.
    if found:
        actions.write_contribution_export(
            export=found,
            language=attempt.job.payload["language"],
            at=timezone.now(),
            attempt=attempt,
        )


@shared_task(name="participation.contributions.tasks.remind_moderation")
def remind_moderation() -> None:
    """Remind the moderators of what has waited for more than a working day; of each thing once."""
    actions.remind_moderation(at=timezone.now())


@shared_task(name="participation.contributions.tasks.check_thread")
def check_thread() -> None:
    """Look for links that lead nowhere; the desk of the office shows what was found."""
    actions.check_thread(at=timezone.now())
