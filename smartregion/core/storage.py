"""Where finished documents lie: whole, or not at all."""

import errno
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from django.core.files.storage import default_storage

# No space on the disk, none left of what this account may use, or a file larger than allowed.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def keep(name: str, data: bytes) -> None:
    """Write a file so that nobody ever sees a part of it."""
    with keeping(name) as file:
        file.write(data)


@contextmanager
def keeping(name: str) -> Iterator[IO[bytes]]:
    """The same for what is too large for memory: written piece by piece, there when the block ends.

    A block that raises leaves nothing behind.
    """
    place = Path(default_storage.path(name))
    place.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(place) as file:
        yield file


@contextmanager
def whole_file(place: Path) -> Iterator[IO[bytes]]:
    """A file that is written beside its place, forced to disk, and moved there in one step."""
    draft = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def forget_halves(name: str) -> None:
    """Remove what was written of this file by a process that was killed. Its writers take turns."""
    place = Path(default_storage.path(name))
    for half in place.parent.glob(f".{place.name}.*.part"):
        half.unlink(missing_ok=True)


def is_full(error: OSError) -> bool:
    """Whether something could not be written because no space is left for it."""
    return error.errno in FULL


def discard(name: str) -> None:
    """Remove a file; one that is gone already is no fault."""
    default_storage.delete(name)


def sweep(folder: str, *, named: Collection[str], before: datetime) -> int:
    """Remove what a worker left that was killed while it wrote: old files that no row names."""
    if not default_storage.exists(folder):
        return 0
    _folders, files = default_storage.listdir(folder)
    lost = [
        name
        for file in files
        if (name := str(PurePosixPath(folder) / file)) not in named
        and default_storage.get_modified_time(name) < before
    ]
    for name in lost:
        discard(name)
    return len(lost)
