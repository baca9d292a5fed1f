"""Who has rated: for the guard of a measure, and for those who run a round."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F

from measures.models import Ballot, Criterion, Measure, Prioritisation, Score


@dataclass(frozen=True)
class RaterLine:
    """How far a rater is; what they give stands nowhere under their name, nor when they gave it."""

    name: str
    rated: int
    total: int
    has_handed_in: bool


def raters_of(measure: Measure) -> int:
    """How many people have rated this measure in one round, of several rounds the largest number.

    Only ballots that were handed in count, and only rounds that hold the measure.
    """
    return raters_by_measure([measure.pk])[measure.pk]


def raters_by_measure(measures: Iterable[UUID]) -> dict[UUID, int]:
    """The same for many measures in one query."""
    found = dict.fromkeys(measures, 0)
    counted = Score.objects.counted().filter(
        measure__in=found, criterion__prioritisation__measures=F("measure")
    )
    rounds = counted.values("measure", "criterion__prioritisation").order_by()
    for row in rounds.annotate(raters=Count("rater", distinct=True)):
        found[row["measure"]] = max(found[row["measure"]], row["raters"])
    return found


def rater_lines(prioritisation: Prioritisation) -> list[RaterLine]:
    """Everybody who is asked, by name, with how many measures they have rated so far."""
    asked = Score.objects.filter(criterion__prioritisation=prioritisation).order_by()
    counted = asked.values("rater").annotate(measures=Count("measure", distinct=True))
    rated = dict(counted.values_list("rater", "measures"))
    total = prioritisation.measures.count()
    return [
        RaterLine(
            ballot.rater.display_name, rated.get(ballot.rater_id, 0), total, ballot.is_handed_in
        )
        for ballot in prioritisation.ballots.select_related("rater").order_by("rater__display_name")
    ]


def ballot_of(user: Any, prioritisation: Prioritisation) -> Ballot | None:
    """The sheet of this person in this round, where they are asked."""
    if not user.is_authenticated:
        return None
    return prioritisation.ballots.filter(rater=user).first()


def rated_by_people(prioritisation: Prioritisation) -> list[Criterion]:
    """The criteria of a round that people rate; the others are filled from the participation."""
    return list(prioritisation.criteria.filter(source=Criterion.Source.RATERS))
