"""Evaluation cycles: what was asked, what was reported, and how the lights are distributed.

An open cycle is read from its rows, a closed one from its snapshot: a later rename of an office
or a field never changes what a closed cycle says.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from measures.models import Assessment, Cycle, Measure
from measures.queries.lights import MISSING, Light, LightCount, distribution, light
from smartregion.core.snapshots import content_of


@dataclass(frozen=True)
class CycleLine:
    """One measure in a cycle; ``light`` is None while nothing was handed in."""

    measure_id: str
    number: str
    title: str
    is_key_project: bool
    field_position: int
    field_number: str
    field: str
    lead: str
    state: str
    light: Light | None
    done_since: str
    next_steps: str
    obstacles: str
    milestones_done: int
    milestones_total: int

    @property
    def is_missing(self) -> bool:
        return self.state == MISSING

    @property
    def is_awaited(self) -> bool:
        return self.state in Assessment.AWAITED

    @property
    def state_label(self) -> str:
        return str(Assessment.State(self.state).label)


@dataclass(frozen=True)
class FieldDistribution:
    number: str
    name: str
    lights: list[LightCount]


@dataclass(frozen=True)
class CycleSummary:
    title: str
    slug: str
    cutoff_on: date
    due_on: date
    is_closed: bool
    closed_at: datetime | None
    sha256: str
    lines: list[CycleLine]
    lights: list[LightCount]
    fields: list[FieldDistribution]

    @property
    def asked(self) -> int:
        return len(self.lines)

    @property
    def reported(self) -> int:
        return sum(1 for line in self.lines if line.state in Assessment.REPORTED)

    @property
    def missing(self) -> list[CycleLine]:
        return [line for line in self.lines if line.is_missing]

    @property
    def awaited(self) -> list[CycleLine]:
        return [line for line in self.lines if line.is_awaited]

    @property
    def unaccepted(self) -> list[CycleLine]:
        return [line for line in self.lines if line.state == Assessment.State.SUBMITTED]


def cycle_summary(cycle: Cycle, *, with_internal: bool = False) -> CycleSummary:
    """A cycle as the public sees it, or with the measures that are not public."""
    rows = content_of(cycle.snapshot)["measures"] if cycle.snapshot else _rows(cycle)
    if not with_internal:
        public = _public(cycle)
        rows = [row for row in rows if row["measure_id"] in public]
    lines = [_line(row) for row in rows]
    return CycleSummary(
        title=cycle.title,
        slug=cycle.slug,
        cutoff_on=cycle.cutoff_on,
        due_on=cycle.due_on,
        is_closed=cycle.is_closed,
        closed_at=cycle.closed_at,
        sha256=cycle.snapshot.sha256 if cycle.snapshot else "",
        lines=lines,
        lights=distribution(_values(lines)),
        fields=_by_field(lines),
    )


def cycle_content(cycle: Cycle) -> dict[str, Any]:
    """What closing freezes: every assessment with the names of its day."""
    return {
        "cycle": {
            "title": cycle.title,
            "slug": cycle.slug,
            "strategy": str(cycle.strategy),
            "cutoff_on": cycle.cutoff_on,
            "due_on": cycle.due_on,
        },
        "measures": _rows(cycle),
        "labels": {
            "lights": {value: str(label) for value, label in Assessment.Light.choices},
            "states": {value: str(label) for value, label in Assessment.State.choices},
        },
    }


def _rows(cycle: Cycle) -> list[dict[str, Any]]:
    assessments = cycle.assessments.select_related(
        "measure__field__successor", "measure__lead"
    ).annotate(
        milestones_total=Count(
            "measure__milestones", filter=Q(measure__milestones__waived_reason="")
        ),
        milestones_done=Count(
            "measure__milestones", filter=Q(measure__milestones__done_on__lte=cycle.cutoff_on)
        ),
    )
    return [_row(assessment) for assessment in assessments.order_by("measure__number")]


def _row(assessment: Assessment) -> dict[str, Any]:
    measure, sent = assessment.measure, assessment.is_reported
    field = measure.field.today
    return {
        "measure_id": str(measure.pk),
        "number": measure.number,
        "title": measure.title,
        "is_key_project": measure.is_key_project,
        "measure_state": measure.state,
        "field_position": field.position,
        "field_number": field.number,
        "field": field.name,
        "lead": measure.lead.name if measure.lead else "",
        "state": assessment.state,
        "light": assessment.light if sent else "",
        "done_since": assessment.done_since if sent else "",
        "next_steps": assessment.next_steps if sent else "",
        "obstacles": assessment.obstacles if sent else "",
        "milestones_done": assessment.milestones_done,  # type: ignore[attr-defined]
        "milestones_total": assessment.milestones_total,  # type: ignore[attr-defined]
    }


def _line(row: dict[str, Any]) -> CycleLine:
    values = {name: row[name] for name in CycleLine.__dataclass_fields__ if name != "light"}
    shown = MISSING.value if row["state"] == MISSING else row["light"]
    return CycleLine(light=light(shown) if shown else None, **values)


def _public(cycle: Cycle) -> Collection[str]:
    """What is public today: a measure hidden after the cycle closed is hidden here, too."""
    public = Measure.objects.public().filter(assessments__cycle=cycle)
    return {str(pk) for pk in public.values_list("pk", flat=True)}


def _by_field(lines: list[CycleLine]) -> list[FieldDistribution]:
    fields: dict[tuple[int, str, str], list[CycleLine]] = {}
    for line in lines:
        place = (line.field_position, line.field_number, line.field)
        fields.setdefault(place, []).append(line)
    return [
        FieldDistribution(number, name, distribution(_values(inside)))
        for (_, number, name), inside in sorted(fields.items())
    ]


def _values(lines: list[CycleLine]) -> list[str]:
    return [line.light.value for line in lines if line.light]
