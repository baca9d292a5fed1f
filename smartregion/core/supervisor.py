"""Keeps a handful of processes alive, and leaves none behind."""

import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

LONGEST_PAUSE = 30.0
# Whoever lived this long is not in a crash loop.
STABLE_SECONDS = 60.0
STOP_SECONDS = 15.0
PR_SET_PDEATHSIG = 1


def die_with_supervisor() -> None:
    """Runs in the child: the kernel stops it even if the supervisor is killed outright (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Service:
    name: str
    command: list[str]
    # By how much it steps back for the others when the processor is busy (0 to 19).
    niceness: int = 0
    process: subprocess.Popen[bytes] | None = None
    pause: float = 1.0
    started_at: float = 0.0
    start_again_at: float = 0.0

    def start(self) -> None:
        # A process group of its own: Ctrl-C in the terminal reaches the supervisor only, and
        # the supervisor can later end the whole family.
        self.process = subprocess.Popen(  # noqa: S603 (our own commands)
            self.command,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            preexec_fn=self._begin,
        )
        self.started_at = time.monotonic()

    def _begin(self) -> None:
        die_with_supervisor()
        os.nice(self.niceness)

    def send(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


class Supervisor:
    def __init__(self, services: list[Service], *, say: Callable[[str], None]) -> None:
        self.services = services
        self.say = say
        self._stop = threading.Event()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def ask_to_stop(self) -> None:
        self._stop.set()

    def wait(self, seconds: float) -> None:
        self._stop.wait(seconds)

    def __enter__(self) -> "Supervisor":
        for service in self.services:
            service.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for service in self.services:
            if service.process is not None and service.process.poll() is None:
                service.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for service in self.services:
            self._wait_for(service, deadline)
            # Whatever a service left running in its group ends here.
            service.send(signal.SIGKILL)

    def _wait_for(self, service: Service, deadline: float) -> None:
        if service.process is None:
            return
        try:
            service.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.say(f"{service.name} did not stop in time and is killed.")
            service.send(signal.SIGKILL)
            service.process.wait()

    def look_after(self) -> None:
        """Start again what has died, waiting longer each time it dies soon after its start."""
        now = time.monotonic()
        for service in self.services:
            if service.process is None:
                if now >= service.start_again_at:
                    service.start()
            elif (code := service.process.poll()) is not None:
                self._bury(service, code, now)

    def _bury(self, service: Service, code: int, now: float) -> None:
        service.send(signal.SIGKILL)
        if now - service.started_at > STABLE_SECONDS:
            service.pause = 1.0
        self.say(
            f"{service.name} ended (code {code}) and is started again in {service.pause:.0f} s."
        )
        service.process, service.start_again_at = None, now + service.pause
        service.pause = min(service.pause * 2, LONGEST_PAUSE)
