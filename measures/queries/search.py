"""Finding measures by words: German stems, the best first, the same on every database.

A word is found as such, at the beginning of a longer one ("Gemeinde" in "Gemeindeverwaltung"), at its end
("Bus" in "Rufbus") or within it. What stands in the title weighs more than what stands in the description,
and a rare word more than one that many measures have.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from uuid import UUID

from measures.models import MeasureQuerySet
from smartregion.core.stems import WORD, stem_of, stems_of

# How much a word weighs in the title, the summary and the description; last in the names of field and lead.
ZONE_WEIGHTS = (8.0, 3.0, 1.0, 2.0)
WHOLE, BEGINNING_OR_END, WITHIN = 1.0, 0.6, 0.3
# "Rad" is to find "Lastenrad", but neither "Radio" nor "Grad".
SHORTEST_WITHIN = 4
SHORTEST_FRONT = 3
# More words than these narrow nothing down any more.
MOST_WORDS = 8


def find_measures(measures: MeasureQuerySet, typed: str) -> dict[UUID, float]:
    """Measures in which every word occurs, with how well they fit; in one query."""
    asked = asked_stems(typed)
    if not asked:
        return {}
    zones = dict(_zones_of(measures))
    fits = {stem: _fits(stem, zones) for stem in asked}
    everywhere = set.intersection(*(set(found) for found in fits.values()))
    rarity = {stem: math.log((1 + len(zones)) / (1 + len(fits[stem]))) + 1 for stem in asked}
    return {pk: sum(rarity[stem] * fits[stem][pk] for stem in asked) for pk in everywhere}


def asked_stems(typed: str) -> list[str]:
    """What somebody looks for; words that every text has count only where there are no others."""
    every = [stem_of(word.casefold()) for word in WORD.findall(typed)]
    return (stems_of(typed) or list(dict.fromkeys(every)))[:MOST_WORDS]


def _zones_of(measures: MeasureQuerySet) -> Iterator[tuple[UUID, list[str]]]:
    """The words of each measure, and the names it stands under."""
    rows = measures.order_by().values_list(
        "pk", "words", "field__name", "field__successor__name", "lead__name"
    )
    for pk, words, *names in rows:
        named = " ".join(stems_of(" ".join(name for name in names if name)))
        yield pk, [*words.split("\n"), f" {named} "]


def _fits(stem: str, zones: Mapping[UUID, list[str]]) -> dict[UUID, float]:
    found: dict[UUID, float] = defaultdict(float)
    for pk, lines in zones.items():
        for weight, line in zip(ZONE_WEIGHTS, lines, strict=True):
            if closeness := _closeness(stem, line):
                found[pk] = max(found[pk], weight * closeness)
    return found


def _closeness(stem: str, line: str) -> float:
    """How well the best word of a line fits a stem; 0 where none does."""
    if f" {stem} " in line or f" {stem}{stem[-1]} " in line:
        # "Bus" becomes "Busse".
        return WHOLE
    if stem in line:
        if len(stem) < SHORTEST_WITHIN:
            return BEGINNING_OR_END if _ends_a_compound(stem, line) else 0
        return BEGINNING_OR_END if f" {stem}" in line or f"{stem} " in line else WITHIN
    return WITHIN if any(f" {near} " in line for near in _shorter(stem)) else 0


def _ends_a_compound(stem: str, line: str) -> bool:
    return any(
        word.endswith(stem) and len(word) >= len(stem) + SHORTEST_FRONT for word in line.split()
    )


@lru_cache(maxsize=1000)
def _shorter(stem: str) -> tuple[str, ...]:
    """What the same word may be cut down to elsewhere: "forder" and "ford", "buss" and "bus"."""
    return tuple(stem[:-cut] for cut in (1, 2) if len(stem) - cut >= SHORTEST_FRONT)
