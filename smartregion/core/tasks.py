"""Celery's doors to the job engine."""

from celery import shared_task
from django.utils import timezone

from smartregion.core import jobs


@shared_task(name="smartregion.core.tasks.run_job")
def run_job(job_id: str) -> None:
    """Do one job, if it is still free."""
    jobs.run(job_id)


@shared_task(name="smartregion.core.tasks.sweep_jobs")
def sweep_jobs() -> None:
    """Take up again what dead workers left."""
    jobs.sweep(timezone.now())
