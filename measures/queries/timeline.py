"""When measures are planned and when they really happen, below their fields of action."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Prefetch

from measures.models import Measure, MeasureQuerySet, Milestone
from measures.periods import Period, actual, planned
from strategy.models import Element


@dataclass(frozen=True)
class TimelineStep:
    title: str
    due_on: date
    done_on: date | None
    waived_reason: str


@dataclass(frozen=True)
class TimelineRow:
    """One measure on the time axis."""

    id: UUID
    number: str
    title: str
    url: str
    state_label: str
    is_public: bool
    # Nobody expects any more, or for now, that it goes on.
    is_idle: bool
    planned: Period
    actual: Period
    steps: list[TimelineStep]


@dataclass(frozen=True)
class TimelineField:
    name: str
    rows: list[TimelineRow]


AT_REST = (
    Measure.State.DEFERRED,
    Measure.State.REJECTED,
    Measure.State.CANCELLED,
    Measure.State.MERGED,
)


def timeline_of(measures: MeasureQuerySet) -> list[TimelineField]:
    """The measures by field as it is called today, and there by number; in two queries."""
    steps = Prefetch("milestones", Milestone.objects.order_by("due_on", "pk"))
    found = measures.select_related("field__successor").prefetch_related(steps)
    rows = sorted(found, key=lambda row: (_place(row.field.today), row.number))
    return [
        TimelineField(name=field.name_with_number, rows=[_row(row) for row in inside])
        for field, inside in groupby(rows, key=lambda row: row.field.today)
    ]


def _place(field: Element) -> tuple[int, str, str]:
    return field.position, field.name, str(field.pk)


def _row(row: Measure) -> TimelineRow:
    return TimelineRow(
        id=row.pk,
        number=row.number,
        title=row.title,
        url=row.get_absolute_url(),
        state_label=row.get_state_display(),
        is_public=row.is_public,
        is_idle=row.state in AT_REST,
        planned=planned(row),
        actual=actual(row),
        steps=[
            TimelineStep(step.title, step.due_on, step.done_on, step.waived_reason)
            for step in row.milestones.all()
        ],
    )
