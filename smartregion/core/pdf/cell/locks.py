"""The locks of the cell, from the outermost to the innermost; each holds without the others."""

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from smartregion.core.pdf.cell import kernel
from smartregion.core.pdf.cell.landlock import shut_folders
from smartregion.core.pdf.cell.seccomp import refuse_calls

NEW_USER, NEW_NETWORK, NEW_IPC = 0x10000000, 0x40000000, 0x08000000
MEGABYTE = 1_000_000
LARGEST_FILE = 500 * MEGABYTE
OPEN_FILES = 256
LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
# What the engine loads late, and what tells where an error came from.
OUR_ENGINE = str(Path(__file__).resolve().parents[1])
FONTS = (
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/share/fontconfig",
    "/usr/local/share/fonts",
    "/var/cache/fontconfig",
)
# What Python is asked before it does something that setting pages never needs.
NEVER = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.kill",
         "ctypes.", "http.client", "ftplib.", "smtplib.", "shutil.chown")  # fmt: skip
PATHS = {"open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.symlink"}


def leave_the_network() -> bool:
    """Go where there are no connections at all. False where the kernel does not let us."""
    try:
        kernel.unshare(NEW_USER | NEW_NETWORK | NEW_IPC)
    except (OSError, AttributeError):
        return False
    return True


def limit(*, memory: int) -> None:
    """No more memory than these megabytes; no dumps of memory, no endless files."""
    for what, most in (
        (resource.RLIMIT_AS, memory * MEGABYTE),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        # Never more than this process was given.
        given = [each for each in resource.getrlimit(what) if each != resource.RLIM_INFINITY]
        least = min([most, *given])
        resource.setrlimit(what, (least, least))


def limit_time(seconds: int) -> None:
    """So many seconds of work from now on; the kernel ends the process then."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    if hard != resource.RLIM_INFINITY:
        until = min(until, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def die_with(parent: int) -> None:
    """End at once when the process that started this one ends, however it does."""
    try:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    except (OSError, AttributeError):
        return
    if os.getppid() != parent:
        sys.exit(1)


def shut_in(own: str, breach: Callable[[str], None]) -> list[str]:
    """Shut files, sockets, programs and processes; returns which locks hold."""
    readable = [*sys.path, f"{sys.base_prefix}/lib", OUR_ENGINE, *LIBRARIES, *FONTS]
    held = []
    if shut_folders(readable=readable, own=[own]):
        held.append("files")
    if refuse_calls():
        held.append("calls")
    sys.addaudithook(_guard([*map(_real, readable)], _real(own), breach))
    return [*held, "python"]


def _guard(
    readable: Iterable[str], own: str, breach: Callable[[str], None]
) -> Callable[[str, tuple[object, ...]], None]:
    """The innermost lock: Python asks here before it opens, connects or starts anything."""
    read, write = (*readable, own), (own,)

    def guard(event: str, values: tuple[object, ...]) -> None:
        if event in PATHS:
            changes = event != "open" or _writes(values)
            folders = write if changes and not event.endswith(("listdir", "scandir")) else read
            forbidden = not _lies_in(values[0], folders)
        else:
            forbidden = event.startswith(NEVER)
        if forbidden:
            breach(f"{event} {values[:1]}"[:200])
            raise PermissionError(f"{event} is not allowed here")

    return guard


def _writes(values: tuple[object, ...]) -> bool:
    mode, flags = (*values[1:], None, None)[:2]
    if isinstance(mode, str):
        return not set(mode) <= set("rbtU")
    return bool(isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _lies_in(place: object, folders: tuple[str, ...]) -> bool:
    if isinstance(place, int):
        return True  # a handle that is open already
    real = _real(os.fsdecode(place)) if isinstance(place, str | bytes | os.PathLike) else ""
    return any(real == folder or real.startswith(f"{folder}/") for folder in folders)


def _real(place: str) -> str:
    return str(Path(place).resolve())
