"""Faults in a worker that builds reports; it loads this with --include and FAULT names the point.

Without FAULT nothing happens here.
"""

import os
import resource
import signal
from collections.abc import Callable
from typing import Any

from smartregion.core.storage import keeping
from smartregion.reports import tasks
from smartregion.reports.actions import building

FAULT = os.environ.get("FAULT", "")


def power_cut(*_values: Any) -> None:
    """The whole worker is gone, and nobody tidies up."""
    os.killpg(os.getpgid(0), signal.SIGKILL)


def out_of_memory(*_values: Any) -> None:
    """What the kernel does to a report that needs more memory than there is."""
    os.kill(os.getpid(), signal.SIGKILL)


def before(function: Callable[..., Any], fault: Callable[..., None]) -> Callable[..., Any]:
    def faulty(*values: Any, **named: Any) -> Any:
        fault()
        return function(*values, **named)

    return faulty


def after(function: Callable[..., Any], fault: Callable[..., None]) -> Callable[..., Any]:
    def faulty(*values: Any, **named: Any) -> Any:
        function(*values, **named)
        fault()

    return faulty


def at_message(fault: Callable[..., None], number: int) -> Callable[..., Any]:
    """Printing that fails when it says for the n-th time what it is doing."""
    printed = building.WRITERS["pdf"]

    def faulty(book: Any, *, say: Any) -> Any:
        said: set[str] = set()

        def tell(done: int, total: int, what: str) -> None:
            say(done, total, what)
            said.add(what)
            if len(said) >= number:
                fault()

        return printed(book, say=tell)

    return faulty


def half_written(place: str, data: bytes) -> None:
    """Killed while it writes: some bytes lie under another name."""
    with keeping(place) as file:
        file.write(data[: len(data) // 2])
        file.flush()
        power_cut()


def no_space(*_values: Any) -> None:
    """From now on no file of this process may grow beyond four kilobytes."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))


if FAULT == "at the start":
    tasks.build_files = before(tasks.build_files, power_cut)  # type: ignore[attr-defined]
elif FAULT == "in a chapter":
    building.WRITERS["pdf"] = at_message(power_cut, 2)
elif FAULT == "while it is bound":
    building.WRITERS["pdf"] = at_message(power_cut, 4)
elif FAULT == "while it is written":
    building.keep = half_written  # type: ignore[attr-defined]
elif FAULT == "before its row":
    building.keep = after(building.keep, power_cut)  # type: ignore[attr-defined]
elif FAULT == "after its row":
    tasks.build_files = after(tasks.build_files, power_cut)  # type: ignore[attr-defined]
elif FAULT == "again and again":
    building.WRITERS["pdf"] = at_message(out_of_memory, 2)
elif FAULT == "full disk":
    tasks.build_files = before(tasks.build_files, no_space)  # type: ignore[attr-defined]
elif FAULT == "full disk for the file":
    building.keep = before(building.keep, no_space)  # type: ignore[attr-defined]
