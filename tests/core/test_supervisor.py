"""The supervisor of make run: alive what should live, gone what should be gone."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from smartregion.core import supervisor
from smartregion.core.supervisor import Service, Supervisor

pytestmark = pytest.mark.slow

FOREVER = [sys.executable, "-c", "import time; time.sleep(60)"]
FAMILY = "import subprocess, sys, time; p = subprocess.Popen(['sleep', '60']); print(p.pid, file=open(sys.argv[1], 'w')); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].startswith(" Z")


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(200):
        if condition():
            return
        time.sleep(0.02)
    pytest.fail("did not happen within 4 seconds")


def pid_of(service: Service) -> int:
    assert service.process is not None
    return service.process.pid


def test_what_dies_is_started_again() -> None:
    said: list[str] = []
    service = Service("web", FOREVER, pause=0.05)
    with Supervisor([service], say=said.append) as watch:
        first = pid_of(service)
        os.kill(first, 9)
        wait_until(
            lambda: (
                watch.look_after() or (service.process is not None and service.process.pid != first)
            )
        )
        assert is_alive(pid_of(service))
    assert said == ["web ended (code -9) and is started again in 0 s."]


def test_crash_loop_waits_longer_each_time() -> None:
    service = Service("web", [sys.executable, "-c", "raise SystemExit(3)"], pause=0.01)
    with Supervisor([service], say=lambda _text: None) as watch:
        wait_until(lambda: watch.look_after() or service.pause >= 0.08)


def test_end_takes_the_grandchildren_along(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    service = Service("worker", [sys.executable, "-c", FAMILY, str(note)])
    with Supervisor([service], say=lambda _text: None):
        wait_until(lambda: note.exists() and bool(note.read_text().strip()))
        grandchild = int(note.read_text())
        assert is_alive(grandchild)
    wait_until(lambda: not is_alive(grandchild))


@pytest.mark.slow
def test_who_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 0.3)
    service = Service("worker", [sys.executable, "-c", DEAF])
    said: list[str] = []
    with Supervisor([service], say=said.append):
        time.sleep(0.3)
    assert said == ["worker did not stop in time and is killed."]
    assert service.process is not None
    assert service.process.returncode == -9


def test_who_works_in_the_background_steps_back() -> None:
    service = Service("worker", FOREVER, niceness=3)
    with Supervisor([service], say=lambda _text: None):
        ours = os.getpriority(os.PRIO_PROCESS, 0)
        wait_until(lambda: os.getpriority(os.PRIO_PROCESS, pid_of(service)) == min(ours + 3, 19))
