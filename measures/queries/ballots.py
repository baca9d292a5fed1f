"""What a rater has given so far; for nobody else's eyes."""

from dataclasses import dataclass

from django.db.models import Prefetch

from measures.models import Ballot, Measure


@dataclass(frozen=True)
class BallotLine:
    """A measure on the sheet of one rater, with their marks in the order of the criteria."""

    measure: Measure
    marks: tuple[int, ...]

    @property
    def is_rated(self) -> bool:
        return bool(self.marks)


def ballot_lines(ballot: Ballot) -> list[BallotLine]:
    """All measures of the round by number, in two queries."""
    mine = Prefetch("scores", ballot.scores.order_by("criterion__position"), to_attr="mine")
    measures = ballot.prioritisation.measures.order_by("number").prefetch_related(mine)
    return [
        BallotLine(measure, tuple(score.value for score in measure.mine))  # type: ignore[attr-defined]
        for measure in measures
    ]
