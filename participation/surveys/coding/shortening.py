"""Quotes are shortened, never changed: whole words may go, and each gap is marked with […].

What is stored is cut from the original, word by word, at the places that a shortened text names. So
nothing can be put into somebody's mouth, whatever a form sends.
"""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

MARK = "[…]"
# What people type for it.
MARKS = re.compile(r"\[\s*(?:…|\.{3})\s*\]")
# Words with their inner signs ("E-Mail", "geht's", "3,5"), and every other sign by itself.
PIECE = re.compile(r"\w+(?:[-'’.,/@]\w+)*|[^\w\s]")
WORD = re.compile(r"\w")
BEFORE_SIGN = re.compile(r"\[…\]\s+(?=[.,;:!?])")


class NotInOriginal(ValueError):
    """Words that the person did not write, or not in this order."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Shortened:
    """A quote with its marks, and how many words were left out."""

    text: str
    left_out: int


def shortened(original: str, wanted: str) -> Shortened:
    """The original without what is missing in ``wanted``, with a mark for each gap.

    Raises ``NotInOriginal`` for a word that was not written, and for a text without a word.
    """
    said = list(PIECE.finditer(original))
    kept = PIECE.findall(MARKS.sub(" ", wanted))
    if not any(map(WORD.match, kept)):
        raise NotInOriginal("")
    if len(kept) > len(said):
        raise NotInOriginal(kept[len(said)])
    runs = _runs(_places([piece.group() for piece in said], kept))
    parts = [original[said[first].start() : said[last].end()] for first, last in runs]
    text = f" {MARK} ".join(parts)
    # A full stop that was kept stands at the mark, not behind a space.
    text = BEFORE_SIGN.sub(MARK, text)
    if runs[0][0] > 0:
        text = f"{MARK} {text}"
    if runs[-1][1] < len(said) - 1:
        text = f"{text} {MARK}"
    return Shortened(text, _words(original) - sum(map(_words, parts)))


def _words(text: str) -> int:
    return sum(1 for piece in PIECE.findall(text) if WORD.match(piece))


def _places(said: list[str], kept: list[str]) -> list[int]:
    """Where the kept pieces stand in the original, with as few gaps as there can be.

    ``gaps[i]`` is the least number of gaps with which the pieces so far end at place i. Whole rows at
    once: 4,000 signs that are all alike have 16 million pairs of places.
    """
    never = len(said) + 1
    words, came_from = np.array(said, dtype=object), []
    gaps = np.where(words == kept[0], 0, never)
    for number, piece in enumerate(kept[1:], 1):
        if gaps.min() >= never:
            raise NotInOriginal(kept[number - 1])
        gaps, origin = _one_further(words == piece, gaps, never)
        came_from.append(origin)
    if gaps.min() >= never:
        raise NotInOriginal(kept[-1])
    place = int(gaps.argmin())
    places = [place]
    for origin in reversed(came_from):
        place = int(origin[place])
        places.append(place)
    return places[::-1]


def _one_further(is_piece: Any, gaps: Any, never: int) -> tuple[Any, Any]:
    """The same with one more piece, and from where each place was reached."""
    size = len(gaps)
    # Gaps and place in one number: the smallest is the one with fewest gaps, of these the first place.
    marked = gaps * size + np.arange(size)
    far = np.full(size, never * size)
    # Directly before; or the best place further before, which leaves a gap.
    beside, before = far.copy(), far.copy()
    beside[1:] = marked[:-1]
    before[2:] = np.minimum.accumulate(marked)[:-2] + size
    best = np.where(is_piece, np.minimum(beside, before), far)
    return np.minimum(best // size, never), (best % size).astype(np.uint32)


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """First and last place of each stretch without a gap."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
