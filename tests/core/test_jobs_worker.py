"""The job engine with a real worker process, which dies in the ways workers die."""

import time
from collections.abc import Callable

import pytest
from django.utils import timezone

from smartregion.core import jobs
from smartregion.core.models import Job
from tests.core import worker_jobs
from tests.plugins.workers import StartWorker

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
# Only so that a fault does not hang for ever: a busy machine may take its time.
PATIENCE = 240


def order(kind: str, **payload: int) -> Job:
    assert worker_jobs
    return jobs.order(kind=kind, key="one", payload=payload, by=None, at=timezone.now())


def wait_until(job: Job, reached: Callable[[Job], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached(job):
        assert time.monotonic() < deadline, f"after {PATIENCE} s: {job}, attempt {job.attempts}"
        time.sleep(0.1)
        job.refresh_from_db()


def ended(job: Job) -> bool:
    return not job.is_active


@pytest.mark.behaviour("X4", "R2")
def test_job_of_a_killed_worker_is_taken_up_again(start_worker: StartWorker) -> None:
    worker = start_worker()
    job = order("test.patient", steps=20)
    wait_until(job, lambda job: job.done >= 3)
    worker.kill()
    start_worker()
    wait_until(job, ended)
    assert (job.state, job.attempts, job.percent) == ("done", 2, 100)


def test_job_ordered_while_no_worker_lives_waits_for_one(start_worker: StartWorker) -> None:
    job = order("test.patient", steps=1)
    start_worker()
    wait_until(job, ended)
    assert (job.state, job.attempts) == ("done", 1)


@pytest.mark.behaviour("X5")
def test_job_that_kills_its_worker_fails_after_three_attempts(start_worker: StartWorker) -> None:
    start_worker()
    job = order("test.deadly")
    wait_until(job, ended)
    assert (job.state, job.attempts) == ("failed", 3)
    assert "3 Versuchen" in job.error


def test_worker_goes_on_after_a_deadly_job(start_worker: StartWorker) -> None:
    start_worker()
    order("test.deadly")
    harmless = jobs.order(
        kind="test.patient", key="two", payload={"steps": 1}, by=None, at=timezone.now()
    )
    wait_until(harmless, ended)
    assert harmless.state == "done"


def test_control_without_a_limit_a_deadly_job_goes_on_and_on(start_worker: StartWorker) -> None:
    start_worker(WORKER_FLAW="no limit")
    job = order("test.deadly")
    wait_until(job, lambda job: job.attempts > 3)
    assert job.state != "failed"


def test_control_without_a_sweep_the_job_of_a_dead_worker_stays(start_worker: StartWorker) -> None:
    worker = start_worker(WORKER_FLAW="no sweep")
    job = order("test.patient", steps=20)
    wait_until(job, lambda job: job.done >= 3)
    worker.kill()
    start_worker(WORKER_FLAW="no sweep")
    later = jobs.order(
        kind="test.patient", key="two", payload={"steps": 30}, by=None, at=timezone.now()
    )
    # It lasts six seconds: three times as long as a lease.
    wait_until(later, ended)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("running", 1)
