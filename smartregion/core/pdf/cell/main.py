"""The life of the cell: be born, be locked in, set pages until nobody asks any more."""

import errno
import gc
import os
import sys
import traceback
import warnings
from typing import IO, Any

from smartregion.core.pdf.assets import AssetMissing
from smartregion.core.pdf.cell import frames, locks
from smartregion.core.pdf.engine import EngineMissing
from smartregion.core.pdf.setting import PictureBroken, count_part, set_part

WARMING_UP = (
    '<!doctype html><html lang="de"><title>.</title><p style="hyphens:auto">Verwaltung</p>'
    '<img alt="." src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4'
    'nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"><svg width="9" height="9"><rect width="9" height="9"/></svg>'
)

# How it ends when there is no memory left, not even for words.
OUT_OF_MEMORY = 99
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Cell:
    """What stays in memory between two texts: our fonts, and what the present one was refused."""

    def __init__(self, fonts: dict[str, bytes]) -> None:
        self.fonts = fonts
        self.refused: list[str] = []

    def answer(self, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Do one task: print the text, or only count its pages."""
        html, css, variant = task["html"], task["css"], task["variant"]
        needed: dict[str, Any] = {"fonts": self.fonts, "blocked": self.refused.append}
        if task["is_printed"]:
            return {}, set_part(html, css, variant, **needed)
        count, anchors = count_part(html, css, **needed)
        return {"count": count, "anchors": anchors}, b""


def main() -> None:
    """Answer one task after the other. The first message brings limits and fonts."""
    asked, told = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever speaks on standard output, the engine's libraries too, must not spoil the answers.
    os.dup2(2, 1)
    warnings.simplefilter("ignore")
    try:
        cell = _born(asked, told)
        while True:
            task, _blobs = frames.receive(asked)
            _work(cell, task, told)
    except frames.StreamEnded:
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _born(asked: IO[bytes], told: IO[bytes]) -> Cell:
    start, blobs = frames.receive(asked)
    outside = locks.leave_the_network()
    locks.limit(memory=start["memory"])
    # After the change of the namespace, which makes the kernel forget it.
    locks.die_with(start["parent"])
    cell = Cell(dict(zip(start["fonts"], blobs, strict=True)))
    try:
        # Loads all that the engine loads when it is first used, as long as files are open.
        set_part(WARMING_UP, "", "pdf/a-3a", fonts=cell.fonts, blocked=cell.refused.append)
    except EngineMissing:
        frames.send(told, {"failure": "engine"})
        sys.exit(1)
    # What was loaded stays; what a text leaves is collected after it (see _work).
    gc.collect()
    gc.freeze()
    gc.disable()
    held = locks.shut_in(start["folder"], cell.refused.append)
    frames.send(told, {"locks": ["network", *held] if outside else held})
    return cell


def _work(cell: Cell, task: dict[str, Any], told: IO[bytes]) -> None:
    locks.limit_time(task["seconds"])
    cell.refused.clear()
    try:
        said, data = cell.answer(task)
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - a missing font is a BaseException of the engine
        detail = "".join(traceback.format_exception(error, limit=-6))[-3000:]
        said, data = {"failure": _name(error), "words": str(error)[:300], "detail": detail}, b""
    frames.send(told, {**said, "refused": cell.refused[:20]}, data)
    # Nearly all that a text is made of lives until it is set: looking for garbage meanwhile takes a seventh of the time.
    del said, data
    gc.collect()


def _name(error: BaseException) -> str:
    if isinstance(error, PictureBroken):
        return "picture"
    if isinstance(error, OSError) and error.errno in FULL:
        return "disk"
    missing = isinstance(error, AssetMissing) or type(error).__name__ == "FatalURLFetchingError"
    return "asset" if missing else "content"
