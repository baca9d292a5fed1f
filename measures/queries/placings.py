"""How a measure came out of finished rounds, for its own page; and what raters wrote, for those who decide."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from measures.models import Prioritisation, Score
from measures.queries.rankings import MeasureResult, result_of
from measures.ranking import Place


@dataclass(frozen=True)
class Placing:
    """What one finished round says about a measure; without a rank where the round shows none."""

    round: str
    url: str
    resolution: str
    place: Place | None
    ranked: int
    score: float | None
    raters: int
    # For how many criteria the raters were far apart.
    divided: int


@dataclass(frozen=True)
class Reason:
    """Why somebody gave a mark; who it was is not told."""

    number: str
    criterion: str
    value: int
    text: str


def placings_of(measures: Collection[UUID], *, visible_to: Any) -> dict[UUID, list[Placing]]:
    """By measure, the latest round first; as many queries for many measures as for one."""
    rounds = Prioritisation.objects.visible_to(visible_to).filter(
        state=Prioritisation.State.FROZEN, measures__in=measures
    )
    found: dict[UUID, list[Placing]] = {}
    for prioritisation in rounds.select_related("snapshot", "resolution").distinct():
        result = result_of(prioritisation, visible_to=visible_to)
        by_id = {UUID(line.measure_id): line for line in result.measures if line.raters}
        for pk in measures:
            if pk in by_id:
                placing = _placing(prioritisation, by_id[pk], result.ranked)
                found.setdefault(pk, []).append(placing)
    return found


def _placing(prioritisation: Prioritisation, line: MeasureResult, ranked: int) -> Placing:
    shows_ranking = prioritisation.shows_ranking
    return Placing(
        round=prioritisation.title,
        url=prioritisation.get_absolute_url(),
        resolution=str(prioritisation.resolution or ""),
        place=line.place if shows_ranking else None,
        ranked=ranked,
        score=line.score if shows_ranking else None,
        raters=line.raters,
        divided=line.divided,
    )


def reasons_in(prioritisation: Prioritisation) -> list[Reason]:
    """What was written beside marks on sheets that were handed in, measure after measure."""
    counted = Score.objects.counted().filter(criterion__prioritisation=prioritisation)
    told = counted.exclude(reason="").order_by(
        "measure__number", "criterion__position", "value", "reason"
    )
    rows = told.values_list("measure__number", "criterion__name", "value", "reason")
    return [Reason(*row) for row in rows]
