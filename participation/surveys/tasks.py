"""Celery's doors to the surveys: what happens by itself, at night, and files that take a while."""

from celery import shared_task
from django.utils import timezone

from participation.surveys import actions
from participation.surveys.models import SurveyExport
from smartregion.core.jobs import JobRun, handles


@shared_task(name="participation.surveys.tasks.forget_arrival")
def forget_arrival() -> None:
    """Let nobody see any more in which order answers came."""
    actions.forget_arrival(on=timezone.localdate())


@shared_task(name="participation.surveys.tasks.pack_answers")
def pack_answers() -> None:
    """Write answers into their columns where many stand beside them."""
    actions.pack_where_it_pays()


@handles(actions.EXPORT, queue="reports")
def export(attempt: JobRun) -> None:
    """Write an ordered file of answers; one at a time, in the queue that may take memory."""
    found = SurveyExport.objects.filter(pk=attempt.job.payload["export"]).first()
    # Who ordered it may have taken it back.
    if found:
        actions.write_export(
            export=found,
            language=attempt.job.payload["language"],
            on=timezone.localdate(),
            say=attempt.progress,
        )
