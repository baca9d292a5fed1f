"""Kinds of work that only exist in tests; a worker process loads them with --include."""

import os
import signal
import time

from django.conf import settings

from smartregion.core import jobs

# What the tests must find, so that they can be believed: "no limit" or "no sweep".
FLAW = os.environ.get("WORKER_FLAW", "")
if FLAW == "no limit":
    settings.JOB_MAX_ATTEMPTS = 1000
elif FLAW == "no sweep":
    jobs.sweep = lambda _at: 0


@jobs.handles("test.patient")
def patient(run: jobs.JobRun) -> None:
    for step in range(1, run.job.payload["steps"] + 1):
        run.progress(step, run.job.payload["steps"])
        time.sleep(0.2)


@jobs.handles("test.deadly")
def deadly(run: jobs.JobRun) -> None:
    """What a report does that needs more memory than the machine has."""
    run.progress(1, 2)
    os.kill(os.getpid(), signal.SIGKILL)
