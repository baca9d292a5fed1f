"""The maturity survey from round to round: what changed, and where one municipality stands."""

from dataclasses import dataclass

from smartregion.county.models import Municipality
from strategy.models import LEVELS, MaturityRound, MaturityScore
from strategy.queries.maturity import Asked, Distribution, Results, before, results_of


@dataclass(frozen=True)
class Move:
    """From which level to which; None where nothing was reported."""

    earlier: int | None
    later: int | None

    @property
    def is_new(self) -> bool:
        return self.earlier is None and self.later is not None

    @property
    def is_missing(self) -> bool:
        return self.later is None

    @property
    def steps(self) -> int | None:
        """Levels up or down, where both rounds were answered."""
        if self.earlier is None or self.later is None:
            return None
        return self.later - self.earlier


@dataclass(frozen=True)
class MoveCount:
    """What happened in one dimension, counted in municipalities."""

    asked: Asked
    up: int
    same: int
    down: int
    new: int
    missing: int


@dataclass(frozen=True)
class Changes:
    """Two rounds compared, over all dimensions that the later one asked."""

    earlier: Results
    later: Results

    @property
    def asked(self) -> tuple[Asked, ...]:
        return self.later.asked

    def move(self, town: Municipality, asked: Asked) -> Move:
        return Move(self.earlier.level(town, asked), self.later.level(town, asked))

    def count(self, asked: Asked, zone: str = "") -> MoveCount:
        towns = self.later.in_zone(zone) if zone else self.later.towns
        moves = [self.move(town, asked) for town in towns]
        steps = [move.steps for move in moves if move.steps is not None]
        return MoveCount(
            asked,
            up=sum(step > 0 for step in steps),
            same=steps.count(0),
            down=sum(step < 0 for step in steps),
            new=sum(move.is_new for move in moves),
            missing=sum(move.is_missing for move in moves),
        )

    @property
    def counts(self) -> list[MoveCount]:
        return [self.count(one) for one in self.asked]


def changes_between(one: MaturityRound, other: MaturityRound, *, language: str) -> Changes:
    """Two rounds in the order of time, whichever was named first."""
    earlier, later = sorted((one, other), key=lambda each: (each.opens_on, each.pk))
    return Changes(results_of(earlier, language=language), results_of(later, language=language))


# -- one municipality --------------------------------------------------------------------------
@dataclass(frozen=True)
class Line:
    """One dimension of one municipality, with what is next and where its neighbours stand."""

    asked: Asked
    score: MaturityScore | None
    before: int | None
    zone: Distribution

    @property
    def move(self) -> Move:
        return Move(self.before, self.score.actual if self.score else None)

    @property
    def meaning(self) -> str:
        return self.asked.words.levels[self.score.actual] if self.score else ""

    @property
    def next_level(self) -> int | None:
        """The level above, unless the highest is reached."""
        if self.score is None or self.score.actual == LEVELS[-1]:
            return None
        return self.score.actual + 1

    @property
    def next_meaning(self) -> str:
        return "" if self.next_level is None else self.asked.words.levels[self.next_level]


@dataclass(frozen=True)
class Profile:
    """One municipality in one round."""

    town: Municipality
    round: MaturityRound
    previous: MaturityRound | None
    lines: tuple[Line, ...]

    @property
    def has_reported(self) -> bool:
        return any(line.score for line in self.lines)


def profile_of(town: Municipality, round_: MaturityRound, *, language: str) -> Profile:
    results, previous = results_of(round_, language=language), before(round_)
    old: dict[int, int] = {}
    if previous:
        scores = MaturityScore.objects.filter(round=previous, municipality=town)
        old = dict(scores.values_list("dimension", "actual"))
    lines = tuple(
        Line(one, results.score(town, one), old.get(one.pk), results.distribution(one, town.zone))
        for one in results.asked
    )
    return Profile(town, round_, previous, lines)
