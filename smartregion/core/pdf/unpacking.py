"""Fonts as the engine wants them: unpacked from what web pages load, once for each installation.

Unpacking six fonts takes the engine two seconds, and every child process would do it again.
"""

import io
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from smartregion.core.pdf.kept import Kept

# Two children that start at once would both unpack the same font.
_one_at_a_time = Lock()


def unpacked(path: Path) -> bytes:
    """The font in this file. Raises ``OSError`` when it cannot be read."""
    with _one_at_a_time:
        return _unpacked(path)


@cache
def _unpacked(path: Path) -> bytes:
    packed = path.read_bytes()
    kept = Kept(settings.VAR_DIR / "cache" / "fonts")
    key = kept.key_of(packed)
    font = kept.find(key)
    if font is None:
        font = _unpack(packed)
        kept.keep(key, font)
    return font


def _unpack(packed: bytes) -> bytes:
    from fontTools.ttLib import woff2  # noqa: PLC0415 - only where it is done for the first time

    out = io.BytesIO()
    woff2.decompress(io.BytesIO(packed), out)
    return out.getvalue()
