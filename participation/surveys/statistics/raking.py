"""Raking: weights with which a sample has the margins of the population.

Iterative proportional fitting (Deming and Stephan 1940, Annals of Mathematical Statistics 11(4)): the weights of
each group of one margin are multiplied so that the group has the share it has in the population; then comes the
next margin, and again from the first one until all of them fit.

    w ← w · target share of the group / weighted share of the group

Weights stay between two limits. After each round they are cut there *inside* the iteration, and what was cut off
is given to the others: all weights are multiplied by the one factor with which the cut weights have the mean 1. So
mean and limits always hold; where the limits stand in the way, the margins are missed, and the result says by how
much.

Who did not answer a margin (or answered what it has no number for) is a group of its own that keeps the share it
has in the sample: nothing is claimed about these people, and the targets are shares of the others.

People with the same groups in all margins have the same weight, so the work is done on the combinations that occur
(some hundreds), not on 214,700 people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from participation.surveys.statistics.weights import Floats

MOST_ROUNDS = 500
# Margins fit when no share is off by more than a thousandth of a percentage point.
TOLERANCE = 1e-5
STILL = 1e-10


@dataclass(frozen=True)
class Margin:
    """Of each person, the number of the group (−1: none); of each group, how many live in the county."""

    groups: npt.NDArray[np.intp]
    people: Floats

    @property
    def empty(self) -> list[int]:
        """Groups that nobody who answered belongs to: no weight can bring them in."""
        answered = self.groups[self.groups >= 0]
        return [
            int(number)
            for number in np.flatnonzero(np.bincount(answered, minlength=self.people.size) == 0)
        ]

    def targets(self) -> Floats:
        """The shares to be met; last, of those who are in no group, the share they have."""
        without = float(np.mean(self.groups < 0))
        return np.append(self.people / self.people.sum() * (1 - without), without)


@dataclass(frozen=True)
class Raked:
    """Weights with the mean 1, and how it went."""

    values: Floats
    rounds: int
    # The largest difference that is left between a weighted share and its target.
    distance: float
    at_lower: int
    at_upper: int

    @property
    def fits(self) -> bool:
        return self.distance <= TOLERANCE


def rake(margins: Sequence[Margin], *, lower: float, upper: float) -> Raked:
    """Weights between the limits (lower ≤ 1 ≤ upper) that bring the sample as close to the margins as can be.

    No margin may have an empty group (``Margin.empty``), and there is at least one person.
    """
    cells, back, times = _combinations(margins)
    targets = [margin.targets() for margin in margins]
    weights, rounds = np.ones(len(times)), 0
    distance = _distance(weights, cells, targets, times)
    while distance > TOLERANCE and rounds < MOST_ROUNDS:
        before, rounds = weights, rounds + 1
        for groups, wanted in zip(cells, targets, strict=True):
            weights = weights * _factors(weights * times, groups, wanted)[groups]
        weights = bounded(weights, times, lower, upper)
        distance = _distance(weights, cells, targets, times)
        if np.abs(weights - before).max() < STILL:
            break
    return Raked(
        values=weights[back],
        rounds=rounds,
        distance=distance,
        at_lower=int(times[weights <= lower].sum()),
        at_upper=int(times[weights >= upper].sum()),
    )


def _combinations(
    margins: Sequence[Margin],
) -> tuple[list[npt.NDArray[np.intp]], npt.NDArray[np.intp], Floats]:
    """The groups of each combination that occurs, which one each person has, and how many have it."""
    number = np.zeros(margins[0].groups.size, dtype=np.intp)
    back = number
    for margin in margins:
        # Numbered anew each time, so that they stay small however many margins there are.
        combined = back * (margin.people.size + 1) + margin.groups + 1
        _all, back = np.unique(combined, return_inverse=True)
    times = np.bincount(back)
    first = np.zeros(times.size, dtype=np.intp)
    first[back] = np.arange(back.size)
    # Who is in no group stands behind the last one.
    cells = [
        np.where(margin.groups < 0, margin.people.size, margin.groups)[first] for margin in margins
    ]
    return cells, back, times.astype(np.float64)


def _factors(heavy: Floats, groups: npt.NDArray[np.intp], wanted: Floats) -> Floats:
    """By what each group of one margin is to be multiplied."""
    have = np.bincount(groups, heavy, minlength=wanted.size)
    return np.divide(wanted * heavy.sum(), have, out=np.ones_like(have), where=have > 0)


def _distance(
    weights: Floats, cells: Sequence[npt.NDArray[np.intp]], targets: Sequence[Floats], times: Floats
) -> float:
    heavy = weights * times
    return max(
        float(
            np.abs(np.bincount(groups, heavy, minlength=wanted.size) / heavy.sum() - wanted).max()
        )
        for groups, wanted in zip(cells, targets, strict=True)
    )


def bounded(weights: Floats, times: Floats, lower: float, upper: float) -> Floats:
    """The weights multiplied by one factor and cut at the limits, so that their mean is 1.

    The mean grows with the factor, so it is found by halving. Where nothing is cut, it is plain division.
    """
    plain = weights * (times.sum() / np.dot(weights, times))
    if plain.min() >= lower and plain.max() <= upper:
        return np.asarray(plain)
    small, large = lower / plain.max(), upper / plain.min()
    for _halving in range(100):
        factor = np.sqrt(small * large)
        mean = np.dot(np.clip(plain * factor, lower, upper), times) / times.sum()
        small, large = (factor, large) if mean < 1 else (small, factor)
    return np.clip(plain * np.sqrt(small * large), lower, upper)
