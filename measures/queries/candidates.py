"""Worked-out measures from which those are chosen that come first."""

from dataclasses import dataclass
from typing import Any

from measures.models import Measure
from measures.queries.moving import RATERS_NEEDED
from measures.queries.placings import Placing, placings_of
from measures.queries.scoring import raters_by_measure


@dataclass(frozen=True)
class Candidate:
    """A measure that may be prioritised once enough people have rated it."""

    measure: Measure
    raters: int
    # How it came out of the latest finished round.
    placing: Placing | None

    @property
    def is_ready(self) -> bool:
        return self.raters >= RATERS_NEEDED

    @property
    def order(self) -> tuple[bool, float, str]:
        """Those that are ready first, the best of them on top; without a rank by number."""
        place = self.placing.place if self.placing else None
        return not self.is_ready, place.rank if place else float("inf"), self.measure.number


def candidates(*, visible_to: Any) -> list[Candidate]:
    """All worked-out measures; as many queries for many as for one."""
    worked_out = Measure.objects.visible_to(visible_to).filter(state=Measure.State.QUALIFIED)
    measures = {measure.pk: measure for measure in worked_out}
    raters = raters_by_measure(measures)
    placings = placings_of(measures.keys(), visible_to=visible_to)
    found = [
        Candidate(measure, raters[pk], next(iter(placings.get(pk, [])), None))
        for pk, measure in measures.items()
    ]
    return sorted(found, key=lambda candidate: candidate.order)
