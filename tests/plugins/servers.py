"""Web servers of the product in processes of their own, on the database of the running test."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from smartregion.core.supervisor import die_with_supervisor
from tests.plugins.workers import ROOT, in_operation

START_SECONDS = 120


class WebServers:
    """The servers of one test, each in a process group of its own; what they say goes into one file."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *module: str, port: int, **environment: str) -> None:
        """Run a Python module that serves on this port, and come back when it does."""
        own = {
            # Without collected static files and without TLS the settings of real operation do not do.
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            **environment,
        }
        with self.log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", *module], cwd=ROOT, env={**in_operation(), **own},
                stdout=output, stderr=output, start_new_session=True, preexec_fn=die_with_supervisor,
            )  # fmt: skip
        self.started.append(process)
        self._wait_for(port, process)

    def _wait_for(self, port: int, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def kill(self) -> None:
        """All of them, with the processes that they have started."""
        for process in self.started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
