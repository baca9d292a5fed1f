"""Kinds of work that only exist in tests; a worker process loads them with --include."""

import os
import signal
import time

from smartregion.core import jobs


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
