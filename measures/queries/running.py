"""A cycle while it runs, as the office follows it: who has answered, who is asked, what is still to come."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from measures.models import Assessment, Cycle, MeasureQuerySet
from measures.queries.askees import Asked, PassedOver, asked_for
from measures.queries.lights import Light, light_of
from measures.queries.scope import in_scope

# How the office itself is named where a report is asked of one person otherwise.
OFFICE = "office"


@dataclass(frozen=True)
class RunningLine:
    """One measure in a running cycle; ``askee`` is the key of whom it is asked of, empty where nobody is any more."""

    number: str
    title: str
    field_key: str
    field_name: str
    lead: str
    state: str
    state_label: str
    light: Light | None
    askee: str = ""
    askee_name: str = ""
    askee_via: str = ""
    passed_over: list[PassedOver] = field(default_factory=list)
    submitted_by: str = ""
    submitted_at: datetime | None = None
    waived_reason: str = ""

    @property
    def is_awaited(self) -> bool:
        return self.state in Assessment.AWAITED

    @property
    def is_reported(self) -> bool:
        return self.state in Assessment.REPORTED

    @property
    def is_submitted(self) -> bool:
        return self.state == Assessment.State.SUBMITTED


@dataclass(frozen=True)
class RunningCycle:
    """All lines by number, and how many reports are in which state."""

    lines: list[RunningLine]
    # Measures that have come into the scope since the cycle was opened.
    unasked: int = 0

    @property
    def counts(self) -> Counter[str]:
        return Counter(line.state for line in self.lines)

    @property
    def wanted(self) -> int:
        """How many reports there could be: those that were waived are not waited for."""
        return sum(1 for line in self.lines if line.state != Assessment.State.WAIVED)

    @property
    def reported(self) -> int:
        return sum(1 for line in self.lines if line.is_reported)

    @property
    def awaited(self) -> int:
        return sum(1 for line in self.lines if line.is_awaited)


def running_cycle(cycle: Cycle, *, on: date) -> RunningCycle:
    """Read in a constant number of queries, however many measures were asked about."""
    asked = {each.assessment.pk: each for each in asked_for(cycle.assessments.all(), on=on)}
    related = ("measure__field__successor", "measure__lead", "submitted_by")
    reports = cycle.assessments.select_related(*related).order_by("measure__number")
    return RunningCycle(
        lines=[_line(report, asked.get(report.pk)) for report in reports],
        unasked=unasked(cycle).count() if cycle.state == Cycle.State.OPEN else 0,
    )


def unasked(cycle: Cycle) -> MeasureQuerySet:
    """Measures in the scope of today that the cycle has not asked about."""
    return in_scope(cycle).exclude(assessments__cycle=cycle)


def _line(report: Assessment, asked: Asked | None) -> RunningLine:
    measure, of_today = report.measure, report.measure.field.today
    person = asked.person if asked else None
    return RunningLine(
        number=measure.number,
        title=measure.title,
        field_key=str(of_today.pk),
        field_name=of_today.name_with_number,
        lead=str(measure.lead or ""),
        state=report.state,
        state_label=report.get_state_display(),
        light=light_of(report) if report.is_reported else None,
        askee=_key(asked),
        askee_name=str(person or ""),
        askee_via=str(asked.via.label) if asked else "",
        passed_over=asked.passed_over if asked else [],
        submitted_by=str(report.submitted_by or ""),
        submitted_at=report.submitted_at,
        waived_reason=report.waived_reason,
    )


def _key(asked: Asked | None) -> str:
    if asked is None:
        return ""
    return str(asked.person.pk) if asked.person else OFFICE
