"""The job engine: order, claim, renew, finish, and take up again what a dead worker left.

The broker only carries hints ("look at job X"); losing or doubling one changes nothing, because
every step is a conditional update of the job's row. The broker's own redelivery is not relied
upon: Redis would need its visibility timeout (an hour) to notice a killed worker.
"""

import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from smartregion.celery import app
from smartregion.core.models import Job

logger = logging.getLogger(__name__)

# A queued job is sent once more when no worker took it within this time.
RESEND_AFTER = timedelta(seconds=30)


class JobFailed(Exception):
    """The work cannot be done; the message is a full sentence for the person who ordered it."""


class LeaseLost(Exception):
    """The job was stopped, or another worker holds it now: this one must not write any more."""


@dataclass(frozen=True)
class JobRun:
    """One attempt at a job, handed to its handler."""

    job: Job
    claim: uuid.UUID

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Say how far the work is. Raises ``LeaseLost`` when the job was taken away."""
        self._update(done=done, total=total, message=message[:300])

    def renew(self) -> None:
        self._update(lease_until=self.job.lease_from(timezone.now()))

    def _update(self, **values: object) -> None:
        mine = Job.objects.filter(pk=self.job.pk, claim=self.claim, state=Job.State.RUNNING)
        if not mine.update(**values):
            raise LeaseLost(str(self.job.pk))


Handler = Callable[[JobRun], None]
_handlers: dict[str, tuple[Handler, str]] = {}


def _unknown(_run: JobRun) -> None:
    """Stand in for a kind that a newer release no longer has: its old rows must not stop others."""
    raise JobFailed(_("Diese Art von Auftrag gibt es nicht mehr."))


def _handler_of(job: Job) -> tuple[Handler, str]:
    return _handlers.get(job.kind, (_unknown, "short"))


def handles(kind: str, *, queue: str = "short") -> Callable[[Handler], Handler]:
    """Register the function that does the work of one kind of job, and the queue it runs in."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = (handler, queue)
        return handler

    return register


def order(*, kind: str, key: str, payload: dict[str, Any], by: Any, at: datetime) -> Job:
    """Order work once: a second order while the first is active returns the first."""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind, key=key, payload=payload, ordered_by=by, ordered_at=at, published_at=at
            )
    except IntegrityError:
        return Job.objects.active().get(kind=kind, key=key)
    transaction.on_commit(partial(publish, job))
    return job


def publish(job: Job) -> None:
    """Tell the workers. A broker that is away loses nothing: the sweeper tells them later."""
    _handler, queue = _handler_of(job)
    try:
        app.send_task("smartregion.core.tasks.run_job", [str(job.pk)], queue=queue, retry=False)
    except (OperationalError, OSError):
        logger.warning("Broker not reachable; job %s waits in the database.", job.pk)


def cancel(*, job: Job, at: datetime) -> bool:
    """Stop a job that waits or runs; its worker notices at its next step. False when it was over."""
    return bool(
        Job.objects.active()
        .filter(pk=job.pk)
        .update(state=Job.State.CANCELLED, claim=None, lease_until=None, finished_at=at)
    )


def retry(*, job: Job, at: datetime) -> bool:
    """Queue a job that failed or was stopped again with all its attempts; False when it did neither."""
    over = (Job.State.FAILED, Job.State.CANCELLED)
    again = Job.objects.filter(pk=job.pk, state__in=over).update(
        state=Job.State.QUEUED, attempts=0, error="", done=0, published_at=at, finished_at=None
    )
    if again:
        transaction.on_commit(partial(publish, job))
    return bool(again)


def claim(job_id: str, at: datetime) -> JobRun | None:
    """Take a queued job, counting the attempt before the work starts; None if it is not free.

    Counting first is what stops a job that kills its worker from coming back for ever.
    """
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        return None
    token = uuid.uuid4()
    taken = Job.objects.filter(pk=job_id, state=Job.State.QUEUED, attempts=job.attempts).update(
        state=Job.State.RUNNING,
        attempts=job.attempts + 1,
        claim=token,
        lease_until=job.lease_from(at),
        error="",
    )
    if not taken:
        return None
    job.refresh_from_db()
    return JobRun(job=job, claim=token)


def run(job_id: str) -> None:
    """Claim a job and do its work; every outcome is written to its row."""
    attempt = claim(job_id, timezone.now())
    if attempt is None:
        return
    handler, _queue = _handler_of(attempt.job)
    with _Heartbeat(attempt):
        try:
            handler(attempt)
        except LeaseLost:
            logger.warning("Job %s was stopped or taken over by another worker.", job_id)
            return
        except JobFailed as failure:
            _finish(attempt, Job.State.FAILED, error=str(failure))
        except Exception:
            logger.exception("Job %s failed.", job_id)
            sentence = _("Ein unerwarteter Fehler ist aufgetreten (Auftrag %(id)s).")
            _finish(attempt, Job.State.FAILED, error=sentence % {"id": job_id[:8]})
        else:
            _finish(attempt, Job.State.DONE)


def sweep(at: datetime) -> int:
    """Queue abandoned jobs again or give them up, and resend lost messages; returns how many."""
    touched = 0
    for job in Job.objects.abandoned(at):
        touched += _release(job, at)
    for job in Job.objects.waiting_since(at - RESEND_AFTER):
        touched += Job.objects.filter(pk=job.pk, published_at=job.published_at).update(
            published_at=at
        )
        publish(job)
    return touched


def _release(job: Job, at: datetime) -> int:
    """Free one abandoned job: queued again, or failed when its attempts are used up."""
    abandoned = Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)
    if job.attempts >= settings.JOB_MAX_ATTEMPTS:
        sentence = _(
            "Der Auftrag wurde nach %(n)d Versuchen abgebrochen: Der Dienst ist jedes Mal ausgefallen."
        )
        return abandoned.update(
            state=Job.State.FAILED, error=sentence % {"n": job.attempts}, finished_at=at
        )
    freed = abandoned.update(state=Job.State.QUEUED, claim=None, lease_until=None, published_at=at)
    if freed:
        logger.warning("Job %s was abandoned by its worker and is queued again.", job.pk)
        publish(job)
    return freed


def _finish(attempt: JobRun, state: Job.State, *, error: str = "") -> None:
    Job.objects.filter(pk=attempt.job.pk, claim=attempt.claim, state=Job.State.RUNNING).update(
        state=state, error=error[:500], finished_at=timezone.now(), lease_until=None
    )


class _Heartbeat:
    """Renews the lease from a thread, because one long step must not look like a dead worker."""

    def __init__(self, attempt: JobRun) -> None:
        self._attempt = attempt
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_exc: object) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        every = settings.JOB_LEASE_SECONDS / 4
        try:
            while not self._stop.wait(every):
                close_old_connections()
                self._renew()
        except LeaseLost:
            return
        finally:
            connection.close()

    def _renew(self) -> None:
        try:
            self._attempt.renew()
        except DatabaseError:
            # The lease is four beats long, so a short restart of the database does no harm.
            logger.warning("The lease of job %s was not renewed.", self._attempt.job.pk)
