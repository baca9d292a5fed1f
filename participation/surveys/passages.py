"""How far people get, how long a page takes, on what: counted for everybody together.

Nothing is kept of one person's way. A page is counted when it is shown for the first time and when it
is left forwards; the signed state that travels in the page (answering.py) knows how far a person came, so
going back and forth counts once. What a page took is counted in classes of seconds, apart from the
devices: each class is half as wide again as the one before, which is as fine as a median needs and too
coarse for a rhythm by which anybody could be recognised.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.surveys.models import PassageCount

Device = PassageCount.Device
SHOWN, SENT, DONE = "shown", "sent", "done"
# Where a class begins, in seconds. Who needs longer than the last bound was away, and is not counted.
BOUNDS = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1800)
# The classes stand under no device.
ALL = ""
# How devices are written in the state of a page; the browser tells by the width of its window.
LETTERS: Mapping[str, Device] = {
    "p": Device.PHONE,
    "t": Device.TABLET,
    "d": Device.DESKTOP,
}


@dataclass(frozen=True, order=True)
class Passage:
    """What is counted: something that happened on one page of one version."""

    version: int
    page: int
    device: str
    measure: str


def device_letter(name: str) -> str:
    """The letter of a device that a browser names; nothing for whatever else is sent."""
    return next((letter for letter, device in LETTERS.items() if device == name), "")


def device_of(letter: str) -> Device:
    """The device by the letter that travels in the page."""
    return LETTERS.get(letter, Device.UNKNOWN)


def class_of(seconds: float) -> str | None:
    """The class of a span of time; None for one that says nothing about the page."""
    if not 0 <= seconds < BOUNDS[-1]:
        return None
    return f"s{BOUNDS[bisect_right(BOUNDS, seconds) - 1]}"


def span_words(seconds: float) -> str:
    """A span of time as people say it: 45 s, 1 min 30 s."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return _("%d s") % rest
    return _("%(minutes)d min %(seconds)d s") % {"minutes": minutes, "seconds": rest}


def median_seconds(classes: Mapping[str, int]) -> float | None:
    """The median of what is counted in classes: L + (n/2 - F) / f * w.

    The class with the middle value begins at L, is w wide and holds f of the n values; F lie below it.
    Within a class values are taken to be spread evenly (the usual median of grouped data).
    """
    counts = [classes.get(f"s{low}", 0) for low in BOUNDS[:-1]]
    half, below = sum(counts) / 2, 0
    for low, high, count in zip(BOUNDS[:-1], BOUNDS[1:], counts, strict=True):
        if count and below + count >= half:
            return low + (half - below) / count * (high - low)
        below += count
    return None
