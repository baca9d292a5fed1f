"""How a sample differs from the population, group by group."""

from dataclasses import dataclass

import numpy as np

from participation.surveys.statistics.crosstab import Axis
from participation.surveys.statistics.differences import Share, wilson
from participation.surveys.statistics.weights import Floats
from participation.surveys.weighting.margins import PeopleMargin
from smartregion.core.numbers import per_cent, signed


@dataclass(frozen=True)
class GroupCompared:
    """One group: its share of the population, of those who answered, and of them when weighted."""

    options: tuple[str, ...]
    labels: tuple[str, ...]
    people: int
    population: float
    answered: int
    sample: float
    weighted: float | None
    # Whether the sample differs from the population by more than chance (Wilson, 95 %).
    is_off: bool

    @property
    def label(self) -> str:
        return ", ".join(self.labels)

    @property
    def points(self) -> float:
        """Sample minus population, in percentage points."""
        return 100 * (self.sample - self.population)

    @property
    def is_empty(self) -> bool:
        return not self.answered

    @property
    def population_words(self) -> str:
        return per_cent(100 * self.population, 1)

    @property
    def sample_words(self) -> str:
        return per_cent(100 * self.sample, 1)

    @property
    def weighted_words(self) -> str:
        return "–" if self.weighted is None else per_cent(100 * self.weighted, 1)

    @property
    def points_words(self) -> str:
        return signed(self.points)


@dataclass(frozen=True)
class MarginCompared:
    """One margin against those who answered its question; shares are of them."""

    question: str
    label: str
    source: str
    groups: tuple[GroupCompared, ...]
    people: int
    answered: int
    # Who gave none of these answers keeps their share and is not compared.
    without: int

    @property
    def empty(self) -> tuple[GroupCompared, ...]:
        return tuple(group for group in self.groups if group.is_empty)

    def partners_of(self, gap: GroupCompared) -> list[GroupCompared]:
        """With which groups one that is empty can be joined; the one before it comes first."""
        place = self.groups.index(gap)
        before = self.groups[place - 1 : place]
        return [*before, *(each for each in self.groups if each != gap and each not in before)]


def compared(margin: PeopleMargin, axis: Axis, weights: Floats | None) -> MarginCompared:
    """Lay a margin beside the people of a survey; ``weights`` as raked, where there are any."""
    placed = margin.against(axis)
    within = placed.groups >= 0
    size = len(margin.groups)
    counts = np.bincount(placed.groups[within], minlength=size)
    heavy = None if weights is None else np.bincount(placed.groups[within], weights[within], size)
    n, labels = int(within.sum()), {group.code: group.label for group in axis.groups}
    groups = [
        GroupCompared(
            options=group.options,
            labels=tuple(labels.get(option, option) for option in group.options),
            people=group.people,
            population=group.people / margin.people,
            answered=int(counts[number]),
            sample=counts[number] / n if n else 0.0,
            weighted=None if heavy is None else float(heavy[number] / heavy.sum()),
            is_off=_is_off(group.people / margin.people, int(counts[number]), n),
        )
        for number, group in enumerate(margin.groups)
    ]
    return MarginCompared(
        question=margin.question,
        label=axis.label,
        source=margin.source,
        groups=tuple(groups),
        people=margin.people,
        answered=n,
        without=int((~within).sum()),
    )


def _is_off(population: float, count: int, n: int) -> bool:
    if not n:
        return False
    low, high = wilson(Share(count / n, n))
    return not low <= population <= high
