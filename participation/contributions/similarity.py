"""Which German texts say much the same: words by their stems, weighed by how rare they are.

The machine only proposes. What belongs together is decided by a person who reads the texts.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np

from smartregion.core.stems import COMMON, stem_of

Key = TypeVar("Key", bound=Hashable)

# From here on two texts count as similar; found by reading pairs of the demo county's forum.
SIMILAR = 0.22
WORD = re.compile(r"[a-zäöüß]{3,}")
# The shortest part of a compound, in letters: "Mast" in "Funkmast", but no "Uhr" in "Gebühr".
PART = 4
# So many words tell what a group has in common.
SHARED_WORDS = 4


@dataclass(frozen=True)
class Alike(Generic[Key]):
    """Texts that seem to say much the same, the most typical first, and the words they share."""

    keys: list[Key]
    words: list[str]


def alike(texts: Mapping[Key, str], *, threshold: float = SIMILAR) -> list[Alike[Key]]:
    """Groups of similar texts, the largest first; each text is in one group at most.

    The text with the most neighbours gathers them around itself. So every text of a group is
    similar to its first one, and no chain leads from buses over benches to broadband.
    """
    keys = list(texts)
    stems = _with_parts([_stems(texts[key]) for key in keys])
    near = _cosines(stems) >= threshold
    np.fill_diagonal(near, val=False)
    free, groups = set(range(len(keys))), []
    for centre in np.argsort(-near.sum(axis=1), kind="stable"):
        around = [int(each) for each in np.flatnonzero(near[centre]) if each in free]
        if centre in free and around:
            members = [int(centre), *around]
            free -= set(members)
            groups.append(Alike([keys[one] for one in members], _shared(members, stems)))
    return sorted(groups, key=lambda group: -len(group.keys))


def nearest(
    text: str, others: Mapping[Key, str], *, limit: int, threshold: float = SIMILAR
) -> list[Key]:
    """The texts that are most similar to this one, the nearest first."""
    keys = list(others)
    stems = _with_parts([_stems(text), *(_stems(others[key]) for key in keys)])
    closeness = _cosines(stems)[0, 1:]
    order = np.argsort(-closeness, kind="stable")[:limit]
    return [keys[place] for place in order if closeness[place] >= threshold]


def _cosines(texts: Sequence[Mapping[str, list[str]]]) -> Any:
    """How similar each text is to each other one, between 0 and 1."""
    found_in = Counter(stem for text in texts for stem in text)
    places = {stem: place for place, stem in enumerate(found_in)}
    matrix: Any = np.zeros((len(texts), len(places)), dtype=np.float32)
    for row, text in enumerate(texts):
        for stem, words in text.items():
            rarity = math.log((1 + len(texts)) / (1 + found_in[stem])) + 1
            matrix[row, places[stem]] = (1 + math.log(len(words))) * rarity
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    # A text without any word of its own is similar to nothing.
    matrix /= np.where(lengths == 0, 1, lengths)
    return matrix @ matrix.T


def _shared(members: Iterable[int], stems: Sequence[Mapping[str, list[str]]]) -> list[str]:
    """The words that most texts of a group have in common, as people wrote them."""
    written: dict[str, list[str]] = defaultdict(list)
    for member in members:
        for stem, words in stems[member].items():
            written[stem].append(words[0])
    common = [stem for stem in written if len(written[stem]) > 1]
    # Of words that as many have in common the longer one says more.
    common.sort(key=lambda stem: (-len(written[stem]), -len(stem), stem))
    # A compound and its parts are the same word as people wrote it.
    ranked = (Counter(written[stem]).most_common(1)[0][0] for stem in common)
    return list(dict.fromkeys(ranked))[:SHARED_WORDS]


def _with_parts(texts: list[dict[str, list[str]]]) -> list[dict[str, list[str]]]:
    """Compounds also count as what they begin or end with, if somebody used that word alone."""
    known = {stem for text in texts for stem in text}
    return [
        text
        | {part: words for stem, words in text.items() for part in _parts(stem, known) - set(text)}
        for text in texts
    ]


def _parts(stem: str, known: set[str]) -> set[str]:
    lengths = range(PART, len(stem) - PART + 1)
    return {part for n in lengths for part in (stem[:n], stem[-n:]) if part in known}


def _stems(text: str) -> dict[str, list[str]]:
    """The words of a text by their stems, without those that every text has."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in re.findall(r"[^\W\d_]{3,}", text):
        small = word.lower()
        if WORD.fullmatch(small) and small not in COMMON:
            found[stem_of(small)].append(word)
    return found
