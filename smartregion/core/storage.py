"""Where finished documents lie: whole, or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import default_storage


def keep(name: str, data: bytes) -> None:
    """Write a file so that nobody ever sees a part of it.

    It is written beside its place, forced to disk, and then moved there in one step.
    """
    place = Path(default_storage.path(name))
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
