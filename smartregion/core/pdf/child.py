"""Pages set by a process that can neither read files nor open connections.

    with children(2, limits=Limits()) as pool:
        first = pool.set_pages(html, css, variant="pdf/a-3a")  # a future; two work at once
        data = patiently(first, ask=say_again)                  # raises what say_again raises

A child lives until the block ends, because its start costs half a second: it sets one text after the
other. One that dies or takes too long fails its text alone and is replaced. The block kills them all,
at once, whatever they are doing; so does the end of this process, however it comes.
"""

import errno
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, TypeVar, cast

from smartregion.core.pdf.assets import FONTS, AssetMissing, asset
from smartregion.core.pdf.cell import frames
from smartregion.core.pdf.cell.main import OUT_OF_MEMORY
from smartregion.core.pdf.engine import EngineMissing, missing_libraries

logger = logging.getLogger(__name__)

PACKAGE = Path(__file__).resolve().parents[2]
START_SECONDS = 60
PREFIX = "smartregion-pages-"
# No child lives that long; what is older was left by a process that was killed.
LEFT_AFTER = 24 * 3600
Work = TypeVar("Work")
# A package without its __init__: that would load Celery, and with it half of the product.
PROGRAM = """
import sys, types
package = types.ModuleType("smartregion")
package.__path__ = [sys.argv[1]]
sys.modules["smartregion"] = package
from smartregion.core.pdf.cell.main import main
main()
"""


class PagesFailed(Exception):
    """This text cannot be set; the class says why, the message is for the log."""


class TooSlow(PagesFailed):
    """It took longer than the limits allow."""


class TooLarge(PagesFailed):
    """It needed more memory than the limits allow."""


class ChildDied(PagesFailed):
    """The process ended in the middle: the engine crashed, or somebody killed it."""


class Unprintable(PagesFailed):
    """The engine gave up on what the text contains."""


class CannotShow(PagesFailed):
    """A picture of the text is broken."""


@dataclass(frozen=True)
class Limits:
    """What one text may cost: megabytes of address space, seconds of work, seconds by the clock.

    Two children and the worker fit into what docker-compose.yml gives it. A chapter of 48 pages takes 390.
    """

    memory: int = 800
    work: int = 120
    clock: int = 180


@dataclass(frozen=True)
class Places:
    """How many pages a text takes, and on which (from 1) each of its anchors stands."""

    count: int
    anchors: dict[str, int]


class Child:
    """One locked process. Its methods are called by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._folder = tempfile.mkdtemp(prefix=PREFIX)
        self._process = _started(self._folder)
        self.locks = self._admit()
        if not {"network", "calls"} & set(self.locks):
            logger.warning("The kernel locks no child out of the network; only Python does.")

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def set_pages(self, html: str, css: str, *, variant: str | None) -> bytes:
        """The PDF of this text.

        Raises a ``PagesFailed``, ``AssetMissing`` for a font of ours that is not installed, and
        ``OSError`` where no space is left on the disk.
        """
        _said, (data,) = self._task(html, css, variant=variant, is_printed=True)
        return data

    def count_pages(self, html: str, css: str) -> Places:
        """How many pages the text takes, without printing it; raises the same."""
        said, _blobs = self._task(html, css, variant=None, is_printed=False)
        return Places(said["count"], said["anchors"])

    def kill(self) -> None:
        """End it, whatever it is doing; may be called by any thread."""
        self._process.kill()

    def close(self) -> None:
        """End it and leave nothing behind."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(IO[bytes], stream).close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _admit(self) -> list[str]:
        try:
            fonts = {name: asset(name) for name in sorted(FONTS)}
            start = {
                "memory": self.limits.memory,
                "parent": os.getpid(),
                "folder": self._folder,
                "fonts": list(fonts),
            }
            said, _blobs = self._ask(start, START_SECONDS, *fonts.values())
        except BaseException:
            self.close()
            raise
        return cast(list[str], said["locks"])

    def _task(self, html: str, css: str, **how: object) -> tuple[dict[str, Any], list[bytes]]:
        task = {"html": html, "css": css, "seconds": self.limits.work, **how}
        return self._ask(task, self.limits.clock)

    def _ask(
        self, message: dict[str, Any], seconds: float, *blobs: bytes
    ) -> tuple[dict[str, Any], list[bytes]]:
        late = threading.Event()
        alarm = threading.Timer(seconds, self._too_late, [late])
        alarm.daemon = True
        alarm.start()
        try:
            frames.send(cast(IO[bytes], self._process.stdin), message, *blobs)
            said, back = frames.receive(cast(IO[bytes], self._process.stdout))
        except (frames.StreamEnded, OSError, ValueError) as error:
            raise self._end(is_late=late.is_set()) from error
        finally:
            alarm.cancel()
        _warn(said)
        if "failure" in said:
            raise _failure(said)
        return said, back

    def _too_late(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def _end(self, *, is_late: bool) -> PagesFailed:
        """Why there is no answer: the kernel has told how the process ended."""
        code = self._process.wait()
        if is_late or code == -signal.SIGXCPU:
            return TooSlow(f"ended by its limit of time ({code})")
        if code == OUT_OF_MEMORY:
            return TooLarge("no memory left")
        return ChildDied(f"ended with code {code}")


def _started(folder: str) -> subprocess.Popen[bytes]:
    """Without our environment: it holds the secrets of the installation."""
    own = {"HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8", "PATH": os.defpath}
    command = [sys.executable, "-I", "-B", "-c", PROGRAM, str(PACKAGE)]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, env=own, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _warn(said: dict[str, Any]) -> None:
    for address in said.get("refused", []):
        logger.warning("The report asked for %r, which is blocked.", address)


def _failure(said: dict[str, Any]) -> Exception:
    kinds = {"picture": CannotShow, "content": Unprintable}
    name, words = said["failure"], said.get("words", "")
    if name == "engine":
        return EngineMissing(missing_libraries())
    if name == "asset":
        return AssetMissing(words)
    if name == "disk":
        return OSError(errno.ENOSPC, words)
    logger.warning("A text could not be set: %s", said["detail"])
    return kinds[name](words)


# -- several at once ---------------------------------------------------------------------------
class Children:
    """Some of them; whoever is free takes the next text."""

    def __init__(self, number: int, limits: Limits) -> None:
        self.limits = limits
        self._all: list[Child] = []
        self._free: SimpleQueue[Child | None] = SimpleQueue()
        self._lock, self._is_over = threading.Lock(), False
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="pages")
        for _each in range(number):
            self._free.put(None)

    def set_pages(self, html: str, css: str, *, variant: str | None) -> "Future[bytes]":
        """Let a child print this text."""
        return self._threads.submit(self._lent, lambda c: c.set_pages(html, css, variant=variant))

    def count_pages(self, html: str, css: str) -> "Future[Places]":
        """Let a child count the pages of this text."""
        return self._threads.submit(self._lent, lambda child: child.count_pages(html, css))

    @property
    def pids(self) -> list[int]:
        """The processes that have been started by now."""
        return [child.pid for child in self._all]

    def close(self) -> None:
        """End all of them at once; what they were doing fails, what waited is forgotten."""
        with self._lock:
            self._is_over = True
            for child in self._all:
                child.kill()
        self._threads.shutdown(cancel_futures=True)
        for child in self._all:
            child.close()

    def _lent(self, use: Callable[[Child], Work]) -> Work:
        child = self._free.get()
        try:
            if child is None or not child.is_alive:
                child = self._replaced(child)
            return use(child)
        finally:
            self._free.put(child)

    def _replaced(self, dead: Child | None) -> Child:
        """A fresh one; starting it here, in the thread that uses it, lets two start at once."""
        new = Child(self.limits)
        with self._lock:
            self._all = [each for each in self._all if each is not dead] + [new]
            if self._is_over:
                new.kill()
        if dead is not None:
            dead.close()
        return new


def _tidy_up() -> None:
    """Remove the folders of children whose parent could not do it any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > LEFT_AFTER:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def children(number: int = 2, *, limits: Limits | None = None) -> Iterator[Children]:
    """So many children, at once; none is left when the block ends."""
    _tidy_up()
    some = Children(number, limits or Limits())
    try:
        yield some
    finally:
        some.close()


def patiently(future: "Future[Work]", ask: Callable[[], object], *, every: float = 1.0) -> Work:
    """Wait for a result and ask again and again meanwhile: whoever was stopped raises there."""
    while True:
        try:
            return future.result(timeout=every)
        except FutureTimeout:
            if future.done():
                raise
            ask()
