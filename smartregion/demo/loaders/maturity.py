"""The maturity of municipalities: two closed rounds and a running one, drawn from a fixed seed.

The answers are invented, but not at random: places of one Amt share their administration and so
most of their levels, the commuter belt is ahead in most dimensions and behind in working together,
and between the rounds some move on, many stand still and a few fall back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from smartregion.accounts.models import User
from smartregion.county.models import Municipality
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten, not_before
from smartregion.demo.reader import Record
from strategy.actions.maturity import begin_with_suggestion, close_round, open_round
from strategy.models import HIGHEST_LEVEL, MaturityDimension, MaturityRound, MaturityScore

# What an Amt does for all its members alike; networks and having a say differ from place to place.
SHARED = {
    "dienstleistungen-online",
    "ablaeufe",
    "daten-und-sicherheit",
    "wissen-und-personal",
    "zusammenarbeit",
}
# Steps between two rounds with their weights: most stand still, few fall back.
STEPS = {"belt": ((-1, 0, 1, 2), (5, 50, 40, 5)), "rural": ((-1, 0, 1, 2), (7, 55, 35, 3))}
DAYS_TO_DUE = 60


@dataclass(frozen=True)
class Standpoint:
    """The levels of one municipality in one dimension, round after round."""

    town: Municipality
    dimension: MaturityDimension

    def _dice(self, purpose: str) -> Random:
        """The same dice for all who share an administration; seeded by words, so always the same."""
        is_shared = bool(self.town.amt) and self.dimension.slug in SHARED
        who = self.town.amt if is_shared else self.town.slug
        return Random(f"{who}/{self.dimension.slug}/{purpose}")

    def level(self, rounds: int) -> int:
        level = self._start()
        for number in range(1, rounds + 1):
            steps, weights = STEPS[self.town.zone]
            step: int = self._dice(f"step {number}").choices(steps, weights)[0]
            level += step
        return min(max(level, 0), HIGHEST_LEVEL)

    def _start(self) -> int:
        content = reader.read("maturity")
        middle = content["start"][self.town.zone]
        tilt = content["tilt"][self.town.zone][self.dimension.slug]
        # A larger town hall has more hands.
        size = 0.4 if self.town.population > 12_000 else 0.0
        start: float = middle + tilt + size + self._dice("start").gauss(0, 0.7)
        return max(round(start), 0)

    def target(self, actual: int, rounds: int) -> int | None:
        """Most aim one or two levels higher; some have not decided."""
        ahead = self._dice(f"target {rounds}").choice((None, 0, 1, 1, 1, 1, 2, 2))
        return None if ahead is None else min(actual + ahead, HIGHEST_LEVEL)

    def evidence(self, actual: int, rounds: int) -> str:
        sentences = reader.read("maturity")["evidence"][self.dimension.slug][str(actual)]
        return str(self._dice(f"evidence {rounds}").choice(sentences))


@dataclass(frozen=True)
class Answering:
    """How one round is answered; ``until`` is its end, or today while it runs."""

    round: MaturityRound
    dimensions: list[MaturityDimension]
    rounds_before: int
    until: date
    by: User | None

    def fill(self, counts: dict[str, int]) -> None:
        """Let municipalities, named by their slug, answer so many dimensions."""
        towns = Municipality.objects.filter(slug__in=counts)
        MaturityScore.objects.bulk_create(
            score for town in towns for score in self._scores(town, counts[town.slug])
        )

    def _scores(self, town: Municipality, count: int) -> Iterator[MaturityScore]:
        day = self.round.opens_on + timedelta(days=Random(f"{town.slug}/day").randrange(14))
        for dimension in self.dimensions[:count]:
            point = Standpoint(town, dimension)
            actual = point.level(self.rounds_before)
            yield MaturityScore(
                round=self.round,
                dimension=dimension,
                municipality=town,
                actual=actual,
                target=point.target(actual, self.rounds_before),
                evidence=point.evidence(actual, self.rounds_before),
                as_of=min(day, self.until),
                given_by=self.by,
            )


def load_maturity(*, by: User, on: date) -> None:
    content = reader.read("maturity")
    dimensions = begin_with_suggestion(by=by)
    for number, record in enumerate(content["round"]):
        opened = _open(record, record["opens_on"], record["due_on"], by)
        slugs = Municipality.objects.values_list("slug", flat=True)
        counts = dict.fromkeys(slugs, len(dimensions))
        Answering(opened, dimensions, number, record["closed_on"], by=None).fill(counts)
        day = record["closed_on"]
        close_round(opened=opened, by=by, on=day, at=at_ten(day))
    record = content["running"]
    due_on = not_before(record["due_on"], on, days=DAYS_TO_DUE)
    running = _open(record, min(record["opens_on"], on), due_on, by)
    Answering(running, dimensions, len(content["round"]), on, by).fill(record["reported"])


def _open(record: Record, opens_on: date, due_on: date, by: User) -> MaturityRound:
    return open_round(
        title=record["title"], opens_on=opens_on, due_on=due_on, by=by, is_example=True
    )
