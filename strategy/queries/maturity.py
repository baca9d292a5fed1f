"""What a round of the maturity survey shows: levels and their distributions.

Levels are places on a ladder, not amounts: they are counted and put in order, never averaged.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median_high, median_low
from typing import Any

from django.db.models import Q, QuerySet

from smartregion.core.models import Snapshot
from smartregion.core.snapshots import content_of
from smartregion.county.models import Municipality
from strategy.models import (
    LEVELS,
    DimensionWords,
    MaturityDimension,
    MaturityRound,
    MaturityScore,
)

Zone = Municipality.Zone


@dataclass(frozen=True)
class Asked:
    """A dimension as a round asks for it, in the language of the reader."""

    pk: int
    slug: str
    words: DimensionWords


@dataclass(frozen=True)
class Median:
    """The middle of levels: one level, or the two between which it lies."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"

    @property
    def place(self) -> int:
        """For putting medians in order; twice the value, so that it stays whole."""
        return self.low + self.high


@dataclass(frozen=True)
class Distribution:
    """How many municipalities stand on which level in one dimension."""

    asked: Asked
    zone: str
    levels: tuple[int | None, ...]

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """One number for each level from 0 up."""
        counted = Counter(self.levels)
        return tuple(counted[level] for level in LEVELS)

    @property
    def missing(self) -> int:
        return self.levels.count(None)

    @cached_property
    def median(self) -> Median | None:
        known = [level for level in self.levels if level is not None]
        return Median(median_low(known), median_high(known)) if known else None


@dataclass(frozen=True)
class Comparison:
    """One dimension in the belt beside the rural municipalities."""

    asked: Asked
    belt: Distribution
    rural: Distribution

    @property
    def lead(self) -> int:
        """How far the belt is ahead, in half steps; negative where the rural places are."""
        if self.belt.median is None or self.rural.median is None:
            return 0
        return self.belt.median.place - self.rural.median.place


@dataclass(frozen=True)
class Results:
    """Everything one round says, read once; all further questions are answered from here."""

    round: MaturityRound
    asked: tuple[Asked, ...]
    towns: tuple[Municipality, ...]
    scores: Mapping[tuple[int, int], MaturityScore]

    def score(self, town: Municipality, asked: Asked) -> MaturityScore | None:
        return self.scores.get((town.pk, asked.pk))

    def level(self, town: Municipality, asked: Asked) -> int | None:
        score = self.score(town, asked)
        return score.actual if score else None

    def in_zone(self, zone: str) -> tuple[Municipality, ...]:
        return tuple(town for town in self.towns if town.zone == zone)

    def distribution(self, asked: Asked, zone: str) -> Distribution:
        levels = tuple(self.level(town, asked) for town in self.in_zone(zone))
        return Distribution(asked, zone, levels)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        return [
            Comparison(one, self.distribution(one, Zone.BELT), self.distribution(one, Zone.RURAL))
            for one in self.asked
        ]

    @property
    def belt_ahead(self) -> list[Comparison]:
        return [one for one in self.comparisons if one.lead > 0]

    @property
    def rural_ahead(self) -> list[Comparison]:
        return [one for one in self.comparisons if one.lead < 0]

    @property
    def widest(self) -> list[Comparison]:
        """Where the belt is furthest ahead; several where they are equal, none where it is nowhere."""
        furthest = max((one.lead for one in self.belt_ahead), default=0)
        return [one for one in self.belt_ahead if one.lead == furthest]

    @cached_property
    def reported(self) -> list[Municipality]:
        """Municipalities that said at least something."""
        known = {town for town, _dimension in self.scores}
        return [town for town in self.towns if town.pk in known]

    @property
    def missing(self) -> list[Municipality]:
        there = {town.pk for town in self.reported}
        return [town for town in self.towns if town.pk not in there]


# -- reading -----------------------------------------------------------------------------------
def results_of(round_: MaturityRound, *, language: str) -> Results:
    """All answers of a round, in three queries whatever their number."""
    scores = MaturityScore.objects.filter(round=round_)
    return Results(
        round=round_,
        asked=asked_in(round_, language=language),
        towns=tuple(Municipality.objects.all()),
        scores={(one.municipality_id, one.dimension_id): one for one in scores},
    )


def asked_in(round_: MaturityRound, *, language: str) -> tuple[Asked, ...]:
    """What the round asks: an open one what is in use, a closed one what was asked in it.

    A closed round speaks the words of its snapshot: a level that is described anew next year does
    not change what this year's answers meant.
    """
    dimensions = _frozen(round_.snapshot) if round_.snapshot else dimensions_of(round_)
    return tuple(Asked(one.pk, one.slug, one.in_language(language)) for one in dimensions)


def dimensions_of(round_: MaturityRound) -> list[MaturityDimension]:
    """The dimensions of an open round: those in use, and those that were answered before."""
    wanted = Q(is_retired=False) | Q(scores__round=round_)
    return list(MaturityDimension.objects.filter(wanted).distinct())


def _frozen(snapshot: Snapshot) -> list[MaturityDimension]:
    return [MaturityDimension(**words) for words in content_of(snapshot)["dimensions"]]


def frozen_round(round_: MaturityRound) -> dict[str, Any]:
    """Everything a round says, readable without the database."""
    scores = round_.scores.select_related("municipality", "dimension")
    answered = {score.dimension_id for score in scores}
    return {
        "title": round_.title,
        "opens_on": round_.opens_on.isoformat(),
        "due_on": round_.due_on.isoformat(),
        "dimensions": [
            {name: getattr(one, name) for name in FROZEN_WORDS}
            for one in dimensions_of(round_)
            if one.pk in answered
        ],
        "scores": [
            {
                "municipality": score.municipality.ags,
                "name": score.municipality.name,
                "dimension": score.dimension.slug,
                "actual": score.actual,
                "target": score.target,
                "evidence": score.evidence,
                "as_of": score.as_of.isoformat(),
            }
            for score in scores
        ],
    }


FROZEN_WORDS = ("id", "slug", "title", "short_title", "question", "levels", "translations")


def rounds_for(user: Any) -> QuerySet[MaturityRound]:
    """The rounds whose results this person may see, the newest first."""
    return MaturityRound.objects.visible_to(user)


def newest_closed() -> MaturityRound | None:
    return MaturityRound.objects.closed().first()


def before(round_: MaturityRound) -> MaturityRound | None:
    """The closed round before this one."""
    earlier = Q(opens_on__lt=round_.opens_on) | Q(opens_on=round_.opens_on, pk__lt=round_.pk)
    return MaturityRound.objects.closed().filter(earlier).first()


def neighbours(towns: Sequence[Municipality]) -> Iterator[tuple[str, list[Municipality]]]:
    """Municipalities by zone, the belt first, each in the order of names."""
    for zone in Zone:
        if found := [town for town in towns if town.zone == zone]:
            yield str(zone.label), found
