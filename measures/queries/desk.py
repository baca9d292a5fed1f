"""What waits for a person who answers for measures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from measures.models import Assessment, Cycle, Measure, Milestone
from measures.queries.cards import MeasureCard, measure_cards


@dataclass(frozen=True)
class DeskLine:
    """One of my measures, with the assessment that is asked of me and the milestones overdue."""

    card: MeasureCard
    assessment: Assessment | None
    overdue: list[Milestone]

    @property
    def waits_for_me(self) -> bool:
        return self.assessment is not None and self.assessment.state in Assessment.AWAITED


def desk_of(person: Any, *, on: date) -> list[DeskLine]:
    """The measures of this person, those that wait for a report first."""
    mine = Measure.objects.filter(responsible=person).order_by("number")
    asked = Assessment.objects.filter(measure__in=mine, cycle__state=Cycle.State.OPEN)
    by_measure = {one.measure_id: one for one in asked.select_related("cycle", "measure")}
    late: dict[Any, list[Milestone]] = {}
    for milestone in Milestone.objects.overdue(on=on).filter(measure__in=mine):
        late.setdefault(milestone.measure_id, []).append(milestone)
    lines = [
        DeskLine(card, by_measure.get(card.id), late.get(card.id, []))
        for card in measure_cards(mine)
    ]
    return sorted(lines, key=lambda line: not line.waits_for_me)
