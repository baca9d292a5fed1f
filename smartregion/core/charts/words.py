"""Text in drawings: how wide it is and where it breaks."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

SIZE = 14
LINE_HEIGHT = 1.25

# Widths of Fira Sans in parts of the font size, rounded up: a label may look a little short of
# its column, but never runs out of it.
_NARROW = frozenset("iljtfrI.,:;'|!()[]-/ \N{SOFT HYPHEN}\N{NO-BREAK SPACE}")
_WIDE = frozenset("mwMW%@—…")


@lru_cache(maxsize=10_000)
def text_width(text: str, size: float = SIZE) -> float:
    """The same words are measured for the wide and the narrow drawing, and for every part of a line."""
    return sum(map(_letter_width, text)) * size


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.9
    return 0.66 if letter.isupper() else 0.58


def wrap(text: str, width: float, size: float = SIZE) -> list[str]:
    """Break a text into lines that fit; words too long for a line are divided."""
    return list(_wrap(text, width, size))


@lru_cache(maxsize=10_000)
def _wrap(text: str, width: float, size: float) -> tuple[str, ...]:
    """A row asks for its lines when its height is needed, and again when it is drawn."""
    lines = [""]
    for gap, piece in _pieces(text, width, size):
        joined = f"{lines[-1]}{gap}{piece}" if lines[-1] else piece
        if text_width(joined, size) <= width:
            lines[-1] = joined
        elif lines[-1]:
            lines.append(piece)
        else:
            lines[-1] = piece
    return tuple(lines)


def _pieces(text: str, width: float, size: float) -> Iterator[tuple[str, str]]:
    """Words, cut where a hyphen or a slash stands, and by force where one alone is wider than the line.

    Each with what stands before it on the same line: "Kultur- und" keeps its space, "Bio-Kiste" needs none.
    """
    for gap, word in re.findall(r"(^|\s|)(\S+?(?:[-/](?=\w{3})|(?=\s|$)))", " ".join(text.split())):
        rest = word
        while text_width(rest, size) > width and len(rest) > 1:
            cut = max(1, _fitting(rest, width - text_width("-", size), size))
            yield gap, rest[:cut] + "-"
            gap, rest = "", rest[cut:]
        yield gap, rest


def _fitting(text: str, width: float, size: float) -> int:
    """How many letters fit into the width."""
    used = 0.0
    for count, letter in enumerate(text):
        used += _letter_width(letter) * size
        if used > width:
            return count
    return len(text)


def protected_word() -> str:
    """What stands in place of a number that nobody may see."""
    return _("geschützt")
