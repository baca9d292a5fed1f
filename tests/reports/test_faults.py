"""Reports whose worker dies, whose broker is away, whose disk is full: real processes, real databases."""

import hashlib
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from kombu import Connection

from scripts.with_services import free_port
from smartregion.celery import app
from smartregion.core import jobs
from smartregion.core.models import AuditEntry, Job
from smartregion.reports.actions import BUILD, retry_report
from smartregion.reports.actions.ordering import order_format
from smartregion.reports.models import Report
from tests.core.test_jobs_worker import PATIENCE, ended, wait_until
from tests.factories.accounts import UserFactory
from tests.factories.reports import ReportFactory
from tests.factories.surveys import published, question, respond
from tests.plugins.workers import StartWorker

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

POINTS = [
    "at the start", "in a chapter", "while it is bound", "while it is written", "before its row",
    "after its row",
]  # fmt: skip


@pytest.fixture(autouse=True)
def media() -> Iterator[Path]:
    """The folder that tests and workers share, without reports of others."""
    folder = Path(settings.MEDIA_ROOT) / "reports"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def ordered(**values: object) -> Report:
    report = ReportFactory(failed=True, **values)
    order_format(report=report, format_="pdf", by=UserFactory(), at=timezone.now())
    return Report.objects.get(pk=report.pk)


def wait_for(report: Report) -> Job:
    assert report.job is not None
    report.job.refresh_from_db()
    wait_until(report.job, ended)
    return report.job


def assert_whole(report: Report, media: Path) -> None:
    """One file, as its row says, and nothing half done beside it."""
    file = report.files.get()
    data = Path(file.file.path).read_bytes()
    assert data.startswith(b"%PDF")
    assert data.rstrip().endswith(b"%%EOF")
    assert (len(data), hashlib.sha256(data).hexdigest()) == (file.size, file.sha256)
    assert [each.name for each in (media / str(report.pk)).iterdir()] == ["entwurf.pdf"]


# -- X4: the worker dies -----------------------------------------------------------------------
@pytest.mark.behaviour("X4", "R2")
@pytest.mark.parametrize("point", POINTS)
def test_report_of_a_killed_worker_is_built_by_the_next(
    point: str, start_worker: StartWorker, media: Path
) -> None:
    worker = start_worker(FAULT=point)
    report = ordered()
    worker.process.wait(PATIENCE)
    assert worker.process.returncode == -signal.SIGKILL
    assert report.job is not None
    report.job.refresh_from_db()
    assert report.job.state == Job.State.RUNNING
    start_worker()
    job = wait_for(report)
    assert (job.state, job.attempts) == (Job.State.DONE, 2)
    assert_whole(report, media)


@pytest.mark.behaviour("X4")
def test_dead_worker_is_noticed_within_a_minute() -> None:
    longest = timedelta(seconds=settings.JOB_LEASE_SECONDS + settings.JOB_SWEEP_SECONDS)
    assert longest + jobs.RESEND_AFTER <= timedelta(minutes=1)


# -- X5: the report kills its worker -----------------------------------------------------------
@pytest.mark.behaviour("X5")
def test_report_that_kills_its_worker_fails_after_three_attempts_and_stops_nobody(
    start_worker: StartWorker, media: Path
) -> None:
    start_worker(FAULT="again and again")
    report = ordered()
    letter = jobs.order(
        kind="test.patient", key="letter", payload={"steps": 1}, by=None, at=timezone.now()
    )
    job = wait_for(report)
    assert (job.state, job.attempts) == (Job.State.FAILED, 3)
    assert "3 Versuchen" in job.error
    assert not report.files.exists()
    wait_until(letter, ended)
    assert letter.state == Job.State.DONE


# -- X7: the disk is full ----------------------------------------------------------------------
@pytest.mark.behaviour("X7")
@pytest.mark.parametrize("fault", ["full disk", "full disk for the file"])
def test_full_disk_fails_clearly_and_citizens_still_answer(
    fault: str, start_worker: StartWorker, media: Path
) -> None:
    worker = start_worker(FAULT=fault)
    report = ordered()
    job = wait_for(report)
    assert (job.state, job.attempts) == (Job.State.FAILED, 1)
    assert "kein Speicherplatz mehr frei" in job.error
    assert not report.files.exists()
    assert not [each for each in media.rglob("*") if each.is_file()]
    survey = published(question("single"))
    assert respond(survey, {}) is not None
    worker.stop()
    start_worker()
    retry_report(report=report, by=UserFactory(), at=timezone.now())
    assert wait_for(report).state == Job.State.DONE
    assert_whole(report, media)


# -- X3: the broker is away --------------------------------------------------------------------
class Broker:
    """A Redis of this test alone, which may go and come back at the same address."""

    def __init__(self, folder: Path) -> None:
        self.port, self.folder = free_port(), folder
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = (
            f"--bind 127.0.0.1 --port {self.port} --save '' --appendonly no --dir {self.folder}"
        )
        self.process = subprocess.Popen(
            ["redis-server", *options.replace("''", "").split(" ")], stdout=subprocess.DEVNULL
        )
        wait_until_true(self.is_there)

    def is_there(self) -> bool:
        try:
            with Connection(self.url) as connection:
                connection.connect()
        except OSError:
            return False
        return True

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


def wait_until_true(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Broker]:
    made = Broker(tmp_path)
    made.start()
    monkeypatch.setattr(settings, "REDIS_URL", made.url)
    monkeypatch.setattr(app.conf, "broker_url", made.url)
    yield made
    made.stop()


@pytest.mark.behaviour("X3")
def test_orders_without_a_broker_wait_and_are_built_once(
    broker: Broker, start_worker: StartWorker, media: Path
) -> None:
    start_worker()
    warm = ordered()
    assert wait_for(warm).state == Job.State.DONE
    broker.stop()
    reports = [ordered(title=f"Bericht {number}") for number in range(20)]
    states = {report.job.state for report in reports if report.job}
    assert states == {Job.State.QUEUED}
    broker.start()
    for report in reports:
        assert wait_for(report).state == Job.State.DONE
        assert_whole(report, media)
    assert AuditEntry.objects.filter(verb="build_report").count() == 21
    assert Job.objects.filter(kind=BUILD, state=Job.State.DONE).count() == 21
