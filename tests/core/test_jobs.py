"""The job engine, without a broker: the row is the truth."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from smartregion.core import jobs
from smartregion.core.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hints that would have gone to the broker."""
    hints: list[str] = []
    monkeypatch.setattr(jobs.app, "send_task", lambda _name, args, **_kw: hints.append(args[0]))
    return hints


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    """Three kinds of work: one that ends well, one that refuses, one that breaks."""

    @jobs.handles("test.good")
    def good(run: jobs.JobRun) -> None:
        run.progress(1, 2, "halb")
        run.progress(2, 2, "ganz")

    @jobs.handles("test.refuse")
    def refuse(run: jobs.JobRun) -> None:
        raise jobs.JobFailed("Das Bild fehlt.")

    @jobs.handles("test.break")
    def broken(run: jobs.JobRun) -> None:
        raise ZeroDivisionError

    yield
    for kind in ("test.good", "test.refuse", "test.break"):
        del jobs._handlers[kind]


def ordered(kind: str = "test.good", key: str = "one") -> Job:
    return jobs.order(kind=kind, key=key, payload={}, by=None, at=timezone.now())


def test_order_twice_gives_one_job() -> None:
    assert ordered().pk == ordered().pk
    assert Job.objects.count() == 1


def test_order_tells_the_broker_only_after_commit(
    sent: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = ordered()
        assert sent == []
    assert sent == [str(job.pk)]


def test_run_writes_progress_and_ends_done() -> None:
    job = ordered()
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.percent, job.message, job.attempts) == ("done", 100, "ganz", 1)


def test_run_of_a_done_job_does_nothing() -> None:
    job = ordered()
    jobs.run(str(job.pk))
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert job.attempts == 1


def test_refusal_is_shown_to_the_person_who_ordered() -> None:
    job = ordered("test.refuse")
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "Das Bild fehlt.")


def test_unexpected_error_fails_without_telling_internals() -> None:
    job = ordered("test.break")
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == "failed"
    assert "ZeroDivision" not in job.error
    assert str(job.pk)[:8] in job.error


def test_retry_queues_a_failed_job_with_all_its_attempts() -> None:
    job = ordered("test.refuse")
    jobs.run(str(job.pk))
    assert jobs.retry(job=job, at=timezone.now())
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("queued", 0, "")


def test_retry_leaves_a_job_alone_that_did_not_fail() -> None:
    assert not jobs.retry(job=ordered(), at=timezone.now())


def test_claim_is_given_to_one_worker_only() -> None:
    job = ordered()
    assert jobs.claim(str(job.pk), timezone.now()) is not None
    assert jobs.claim(str(job.pk), timezone.now()) is None


def test_sweep_queues_an_abandoned_job_again(sent: list[str]) -> None:
    job = ordered()
    now = timezone.now()
    jobs.claim(str(job.pk), now - timedelta(minutes=5))
    assert jobs.sweep(now) == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 1)
    assert sent == [str(job.pk)]


def test_sweep_leaves_a_living_worker_alone() -> None:
    job = ordered()
    now = timezone.now()
    jobs.claim(str(job.pk), now)
    assert jobs.sweep(now + timedelta(seconds=1)) == 0


def test_sweep_gives_up_after_three_attempts() -> None:
    job = ordered()
    now = timezone.now()
    for _attempt in range(3):
        jobs.claim(str(job.pk), now - timedelta(minutes=5))
        jobs.sweep(now)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 3)
    assert "3 Versuchen" in job.error


def test_sweep_resends_a_hint_that_was_lost(sent: list[str]) -> None:
    job = ordered()
    assert jobs.sweep(timezone.now() + timedelta(minutes=1)) == 1
    assert sent == [str(job.pk)]


def test_worker_that_lost_its_lease_cannot_write() -> None:
    job = ordered()
    now = timezone.now()
    first = jobs.claim(str(job.pk), now - timedelta(minutes=5))
    jobs.sweep(now)
    second = jobs.claim(str(job.pk), now)
    assert first is not None
    assert second is not None
    with pytest.raises(jobs.LeaseLost):
        first.progress(1, 2)
    second.progress(1, 2)
    job.refresh_from_db()
    assert job.percent == 50


def test_heart_beats_on_when_the_database_was_away_for_a_moment(settings: Any) -> None:
    settings.JOB_LEASE_SECONDS = 0.04
    beats, alive = [], threading.Event()

    class Attempt:
        job = Job()

        def renew(self) -> None:
            beats.append(len(beats))
            if len(beats) == 1:
                raise OperationalError("the database system is starting up")
            alive.set()

    with jobs._Heartbeat(Attempt()):
        assert alive.wait(5)


def test_job_of_a_kind_that_is_gone_fails_and_stops_no_other(sent: list[str]) -> None:
    gone, fine = ordered("test.gone"), ordered()
    assert jobs.sweep(timezone.now() + timedelta(minutes=1)) == 2
    assert set(sent) == {str(gone.pk), str(fine.pk)}
    jobs.run(str(gone.pk))
    gone.refresh_from_db()
    assert (gone.state, gone.error) == ("failed", "Diese Art von Auftrag gibt es nicht mehr.")
