"""From what raters gave to an order of measures: the arithmetic, without a database.

The method and what it says are described in docs/statistics.md. Everything is counted in whole numbers, so what
is equal stays equal: medians come in halves and citizens' figures in tenths of a point, which makes both whole
numbers of twentieths.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TypeVar

# A twentieth of a point of the scale from 1 to 5.
TWENTIETHS = 20
# How many points of weight are moved from one criterion to another to see whether the order holds.
MOVED_POINTS = 10

M = TypeVar("M", bound=Hashable)
Weights = Sequence[int]
# The median of one measure for each criterion, in the order of the criteria; None where nobody rated.
Medians = Sequence[float | None]


@dataclass(frozen=True)
class Place:
    """The rank of a measure, and the best and the worst that moved weights would give it."""

    rank: int
    best: int
    worst: int

    @property
    def is_stable(self) -> bool:
        return self.best == self.worst


def median(values: Sequence[int]) -> float | None:
    """The middle of the values; of an even number of them half way between the two middle ones."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def weighted(medians: Medians, weights: Weights) -> float | None:
    """The weighted mean of what is known, rounded to hundredths; what nobody rated does not count.

    A criterion without a rating is left out together with its weight: it is neither a good nor a bad mark.
    """
    hundredths = _hundredths(_twentieths(medians), weights)
    return None if hundredths is None else hundredths / 100


def places(medians: Mapping[M, Medians], weights: Weights) -> dict[M, Place]:
    """The rank of each measure with a score; equal scores share a rank, and the next one is left out (1, 2, 2, 4)."""
    whole = {key: _twentieths(row) for key, row in medians.items()}
    rank = _ranks(whole, weights)
    moved = [_ranks(whole, scenario) for scenario in scenarios(weights)]
    return {
        key: Place(
            rank=place,
            best=min([place, *(ranks[key] for ranks in moved if key in ranks)]),
            worst=max([place, *(ranks[key] for ranks in moved if key in ranks)]),
        )
        for key, place in rank.items()
    }


def scenarios(weights: Weights, points: int = MOVED_POINTS) -> Iterator[Weights]:
    """Each way of moving some points from one criterion to another; who has fewer gives what it has.

    The sum stays the same, and no weight becomes negative.
    """
    for giver, taker in permutations(range(len(weights)), 2):
        given = min(points, weights[giver])
        if given:
            changed = list(weights)
            changed[giver] -= given
            changed[taker] += given
            yield changed


def mid_ranks(counts: Mapping[M, int]) -> dict[M, float]:
    """Counts as points of the scale from 1 to 5, by how many others lie below; in tenths.

    The largest gets 5, the smallest 1, equal ones share the middle of their places, a single one gets 3. How far
    apart they lie does not matter, so one loud debate does not make all others look small.
    """
    if len(counts) == 1:
        return dict.fromkeys(counts, 3.0)
    ordered = sorted(counts.values())
    return {key: _mid_rank(ordered, count) for key, count in counts.items()}


def _mid_rank(ordered: Sequence[int], count: int) -> float:
    below, upto = bisect_left(ordered, count), bisect_right(ordered, count)
    return round(1 + 4 * (below + upto - 1) / 2 / (len(ordered) - 1), 1)


def _twentieths(medians: Medians) -> list[int | None]:
    return [None if value is None else round(value * TWENTIETHS) for value in medians]


def _hundredths(values: Iterable[int | None], weights: Weights) -> int | None:
    """The weighted mean in hundredths of a point, halves rounded up."""
    known = [
        (value, weight) for value, weight in zip(values, weights, strict=True) if value is not None
    ]
    whole = sum(weight for _value, weight in known) * TWENTIETHS
    if not whole:
        return None
    total = sum(value * weight for value, weight in known) * 100
    return (2 * total + whole) // (2 * whole)


def _ranks(values: Mapping[M, Sequence[int | None]], weights: Weights) -> dict[M, int]:
    """What reads the same ranks the same: the rounded scores are compared."""
    scores = {key: _hundredths(row, weights) for key, row in values.items()}
    ordered = sorted((score for score in scores.values() if score is not None), reverse=True)
    first: dict[int, int] = {}
    for place, score in enumerate(ordered, 1):
        first.setdefault(score, place)
    return {key: first[score] for key, score in scores.items() if score is not None}
