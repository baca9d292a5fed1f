"""Pages that were set before: a text that has not changed is not set again.

The key is the hash of everything that decides what the pages look like, so nothing here is ever out of
date; it is only thrown away when it is old or when there is too much of it. Whatever goes wrong
with these files costs time and nothing else.
"""

import hashlib
import logging
import os
import time
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from smartregion.core.storage import whole_file

logger = logging.getLogger(__name__)

DAYS = 30
MOST_BYTES = 400_000_000
ENGINE = ("weasyprint", "pydyf", "pikepdf", "fonttools")
# Our own code that has a say in what a part looks like.
OURS = ("engine.py", "defaults.py", "setting.py", "cell/mending.py")
DIGEST = hashlib.sha256().digest_size


class Kept:
    """A folder of pages by their keys. Without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    @staticmethod
    def key(*decisive: str) -> str:
        """The key of a text with its style sheet and whatever else decides."""
        return Kept.key_of("\0".join((edition(), *decisive)).encode())

    @staticmethod
    def key_of(data: bytes) -> str:
        """The key of what is made of these bytes and of nothing else."""
        return hashlib.sha256(data).hexdigest()

    def find(self, key: str) -> bytes | None:
        """What was kept under the key; used again it stays for longer."""
        if self.folder is None:
            return None
        place = self._place(key)
        try:
            digest, data = _halves(place.read_bytes())
            os.utime(place)
        except OSError:
            return None
        # A file that a full disk cut short, or that somebody changed, is as good as none.
        return data if hashlib.sha256(data).digest() == digest else None

    def keep(self, key: str, data: bytes) -> None:
        """Keep pages; a disk that is full keeps none, and the report is built all the same."""
        if self.folder is None:
            return
        place = self._place(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(place) as file:
                file.write(hashlib.sha256(data).digest() + data)
        except OSError as error:
            logger.warning("Pages could not be kept: %s", error)

    def sweep(self) -> None:
        """Throw away what was not used for long, and the oldest of what is too much."""
        if self.folder is None:
            return
        files = [(_state(place), place) for place in self.folder.glob("*/*")]
        left = MOST_BYTES
        for (used, size), place in sorted(files, reverse=True):
            left -= size
            if left < 0 or used < time.time() - DAYS * 86_400:
                with suppress(OSError):
                    place.unlink()

    def _place(self, key: str) -> Path:
        folder = self.folder or Path()
        return folder / key[:2] / key


def usual() -> Kept:
    """Where this installation keeps pages. They hold nothing that is not to be printed for all."""
    return Kept(settings.VAR_DIR / "cache" / "pages")


@cache
def edition() -> str:
    """Which engine sets the pages, and which edition of our own hand in it."""
    here = Path(__file__).parent
    ours = hashlib.sha256(b"".join((here / name).read_bytes() for name in OURS))
    return " ".join([*(f"{name} {version(name)}" for name in ENGINE), ours.hexdigest()])


def _halves(data: bytes) -> tuple[bytes, bytes]:
    return data[:DIGEST], data[DIGEST:]


def _state(place: Path) -> tuple[float, int]:
    """When a file was used last, and its size; one that is gone by now has none."""
    try:
        state = place.stat()
    except FileNotFoundError:
        return 0, 0
    return state.st_mtime, state.st_size
