"""The state of the whole house in figures, for Prometheus: asked for when somebody scrapes."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Max, Min, Sum
from django.utils import timezone
from prometheus_client import generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from smartregion.core import metrics
from smartregion.core.backups import KIND as BACKUP
from smartregion.core.models import Job
from smartregion.home.health import cache_is_up, database_is_up, waiting_in
from smartregion.notices.models import Mail
from smartregion.privacy.models import RetentionRun

QUEUES = ("short", "reports")
# What failed longer ago is history, and no longer a reason to get up.
LATELY = timedelta(days=1)
Family = GaugeMetricFamily


def exposition() -> bytes:
    """Everything in the text format of Prometheus."""
    registry = metrics.of_all_processes()
    registry.register(House())
    return generate_latest(registry)


class House(Collector):
    """Figures that all machines share; they come from the database and from Redis."""

    def collect(self) -> Iterator[Family]:
        now = timezone.now()
        up = Family("smartregion_up", "Whether this can be reached: 1 or 0.", labels=["part"])
        is_there = database_is_up()
        up.add_metric(["database"], is_there)
        up.add_metric(["cache"], cache_is_up())
        yield up
        info = Family("smartregion_info", "Always 1; the release.", labels=["version"])
        info.add_metric([settings.VERSION], 1)
        yield info
        yield from _queues()
        if is_there:
            for part in PARTS:
                yield from _unless_it_breaks(part, now)


def _unless_it_breaks(
    part: Callable[[datetime], Iterator[Family]], at: datetime
) -> Iterator[Family]:
    """The database may go while it is asked; what could be counted is told."""
    try:
        yield from part(at)
    except DatabaseError:
        return


def _queues() -> Iterator[Family]:
    found = Family("smartregion_queue_messages", "Messages waiting for a worker.", labels=["queue"])
    for queue in QUEUES:
        number = waiting_in(queue)
        if number is not None:
            found.add_metric([queue], number)
    yield found


def _jobs(at: datetime) -> Iterator[Family]:
    """Active jobs, those that failed within a day, and since when the oldest waits."""
    number = Family("smartregion_jobs", "Jobs by kind and state.", labels=["kind", "state"])
    tries = Family("smartregion_job_attempts", "Attempts at these jobs.", labels=["kind", "state"])
    failed = Job.objects.filter(state=Job.State.FAILED, finished_at__gte=at - LATELY)
    # In one query; "order_by" because the order of the model would split the groups.
    rows = (Job.objects.active() | failed).order_by().values("kind", "state")
    for row in rows.annotate(n=Count("pk"), tries=Sum("attempts")):
        number.add_metric([row["kind"], row["state"]], row["n"])
        tries.add_metric([row["kind"], row["state"]], row["tries"])
    yield number
    yield tries
    waiting = Job.objects.filter(state=Job.State.QUEUED)
    yield _age(
        "smartregion_job_oldest_seconds", "How long the oldest job has waited.",
        waiting.aggregate(first=Min("ordered_at"))["first"], at, nothing=0,
    )  # fmt: skip
    overdue = Job.objects.abandoned(at).count()
    yield _plain("smartregion_jobs_abandoned", "Running jobs whose worker is silent.", overdue)


def _letters(at: datetime) -> Iterator[Family]:
    due = Mail.objects.due(at)
    yield _plain("smartregion_letters_waiting", "Letters that are due.", due.count())
    yield _plain(
        "smartregion_letters_stuck",
        "Letters a person has to look at.",
        Mail.objects.stuck(at).count(),
    )
    yield _age(
        "smartregion_letter_oldest_seconds", "How long the oldest due letter has waited.",
        due.aggregate(first=Min("not_before"))["first"], at, nothing=0,
    )  # fmt: skip


def _nights(at: datetime) -> Iterator[Family]:
    """Absent until the first backup and the first night, so that an alert can tell 'never' from 'just now'."""
    saved = Job.objects.filter(kind=BACKUP, state=Job.State.DONE).aggregate(last=Max("finished_at"))
    yield _age("smartregion_backup_age_seconds", "Since the last backup.", saved["last"], at)
    ran = RetentionRun.objects.aggregate(last=Max("at"))["last"]
    yield _age("smartregion_retention_age_seconds", "Since data was last removed in time.", ran, at)


PARTS = (_jobs, _letters, _nights)


def _plain(name: str, help_: str, value: float) -> Family:
    return Family(name, help_, value=value)


def _age(
    name: str, help_: str, since: datetime | None, at: datetime, nothing: float | None = None
) -> Family:
    """Seconds since then; where there is no then, ``nothing``, or no sample at all."""
    value = (at - since).total_seconds() if since else nothing
    return Family(name, help_, value=value)
