"""What waits for a person who answers for measures, and for the office that leads them all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django.urls import reverse

from measures.deadlines import time_left
from measures.models import Assessment, Cycle, Measure, MeasureQuerySet, Milestone
from measures.queries.cards import MeasureCard, measure_cards
from measures.queries.completeness import Gap, missing_of
from measures.queries.deadlines import deadlines_by_measure, missed_or_near
from measures.queries.indicators import indicators_of

State = Measure.State
# How far ahead the desk looks.
SOON = timedelta(days=30)
# What nobody works on any more has no gaps to be filled and no days to be kept.
OVER = (State.COMPLETED, State.REJECTED, State.CANCELLED)


@dataclass(frozen=True)
class DeskDay:
    """A day that was missed or is near: a milestone, a review, a deadline of a grant, a value that is wanted."""

    label: str
    day: date
    # How near it is, in words.
    left: str
    url: str
    is_late: bool


@dataclass(frozen=True)
class DeskLine:
    """One of my measures, with what it wants from me."""

    card: MeasureCard
    assessment: Assessment | None
    days: list[DeskDay] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    @property
    def waits_for_me(self) -> bool:
        return self.assessment is not None and self.assessment.state in Assessment.AWAITED

    @property
    def is_pressing(self) -> bool:
        return self.waits_for_me or any(day.is_late for day in self.days)


def desk_of(person: Any, *, on: date) -> list[DeskLine]:
    """The measures of this person, those that wait for a report or have missed a day first."""
    mine = Measure.objects.filter(responsible=person).exclude(state=State.MERGED)
    asked = Assessment.objects.filter(measure__in=mine, cycle__state__in=Cycle.RUNNING)
    by_measure = {one.measure_id: one for one in asked.select_related("cycle", "measure")}
    days, gaps = days_of(mine, on=on), _gaps(mine)
    lines = [
        DeskLine(
            card,
            by_measure.get(card.id),
            days.get(card.id, []),
            gaps.get(card.id, []),
        )
        for card in measure_cards(mine.order_by("number"))
    ]
    return sorted(lines, key=lambda line: not line.is_pressing)


def unattended() -> list[MeasureCard]:
    """Measures that are alive and that nobody answers for, by number."""
    nobodys = Measure.objects.filter(responsible__isnull=True)
    return measure_cards(nobodys.exclude(state__in=(*OVER, State.MERGED)).order_by("number"))


def reviews_due(*, on: date) -> MeasureQuerySet:
    """Deferred measures whose day has come to be decided upon again, the longest waiting first."""
    due = Measure.objects.filter(state=State.DEFERRED, review_on__lte=on)
    return due.order_by("review_on", "number")


def days_of(measures: MeasureQuerySet, *, on: date) -> dict[UUID, list[DeskDay]]:
    """The days of these measures that were missed or are near, the earliest first."""
    alive = measures.exclude(state__in=OVER)
    found: dict[UUID, list[DeskDay]] = defaultdict(list)
    days = chain(
        _milestones(alive, on), _reviews(alive, on), _deadlines(alive, on), _values(alive, on)
    )
    for measure, day in sorted(days, key=lambda each: (each[1].day, each[1].label)):
        found[measure].append(day)
    return dict(found)


Days = Iterable[tuple[UUID, DeskDay]]


def _milestones(measures: MeasureQuerySet, on: date) -> Days:
    # A deferred measure rests, and so do its milestones.
    at_work = measures.exclude(state=State.DEFERRED)
    near = Milestone.objects.open().filter(measure__in=at_work, due_on__lte=on + SOON)
    for step in near.select_related("measure"):
        url = reverse("measures:milestones", args=[step.measure.number])
        yield step.measure_id, _day(step.title, step.due_on, url, on)


def _reviews(measures: MeasureQuerySet, on: date) -> Days:
    near = measures.filter(review_on__lte=on + SOON, state=State.DEFERRED)
    label = str(Measure._meta.get_field("review_on").verbose_name)
    for pk, number, day in near.values_list("pk", "number", "review_on"):
        if day:
            yield pk, _day(label, day, reverse("measures:measure_move", args=[number]), on)


def _deadlines(measures: MeasureQuerySet, on: date) -> Days:
    found = deadlines_by_measure(list(measures.values_list("pk", flat=True)), on=on)
    for pk, deadlines in found.items():
        for each in missed_or_near(deadlines):
            yield pk, _day(f"{each.label}: {each.programme}", each.day, each.url, on)


def _values(measures: MeasureQuerySet, on: date) -> Days:
    """Values of indicators: also here a measure that rests, or is only proposed, owes nothing."""
    at_work = measures.filter(state__in=Measure.DECIDED)
    for pk, lines in indicators_of(list(at_work.values_list("pk", flat=True))).items():
        for line in lines:
            if line.wanted_on and line.wanted_on <= on + SOON:
                url = reverse("measures:value_enter", args=[line.pk])
                yield pk, _day(line.name, line.wanted_on, url, on)


def _day(label: str, day: date, url: str, on: date) -> DeskDay:
    return DeskDay(label, day, time_left(day, on=on), url, is_late=day < on)


def _gaps(measures: MeasureQuerySet) -> dict[UUID, list[Gap]]:
    return missing_of(measures.exclude(state__in=OVER))
