"""Real Celery processes with the settings of real operation, on the database of the running test."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
LOUD = ["--loglevel", "info"]


def in_operation() -> dict[str, str]:
    at = connection.settings_dict
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "smartregion.settings",
        "SMARTREGION_DEMO": "0",
        "ALLOWED_HOSTS": "strategie.example.org",
        "PUBLIC_URL": "https://strategie.example.org",
        "DATABASE_URL": f"postgres://{at['USER']}@{at['HOST']}:{at['PORT']}/{at['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        # A dead worker shall be noticed within the patience of a test.
        "JOB_LEASE_SECONDS": "2",
        "JOB_SWEEP_SECONDS": "1",
    }


class CeleryProcess:
    """One ``celery`` command in a process group of its own, so that it can be killed as a whole."""

    def __init__(self, log: Path, *arguments: str, **environment: str) -> None:
        self.log = log
        command = [sys.executable, "-m", "celery", "-A", "smartregion", *arguments, *LOUD]
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env={**in_operation(), **environment}, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )  # fmt: skip

    def kill(self) -> None:
        """As a power cut does: nobody gets to tidy up."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.kill()


StartWorker = Callable[..., CeleryProcess]
# Kinds of work, and faults, that only tests know.
INCLUDED = "tests.core.worker_jobs,tests.reports.worker_faults"


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[StartWorker]:
    """Starts workers for both queues beside one scheduler; all are gone after the test.

    What is named goes into the environment of the worker.
    """
    schedule = ["beat", "--schedule", str(tmp_path / "schedule"), "--pidfile="]
    started = [CeleryProcess(tmp_path / "beat.log", *schedule)]

    def start(**environment: str) -> CeleryProcess:
        options = [
            "worker",
            "--queues",
            "short,reports",
            "--concurrency",
            "1",
            "--without-mingle",
            "--without-gossip",
        ]
        worker = CeleryProcess(
            tmp_path / "worker.log", *options, "--include", INCLUDED, **environment
        )
        started.append(worker)
        return worker

    yield start
    for process in started:
        process.stop()
