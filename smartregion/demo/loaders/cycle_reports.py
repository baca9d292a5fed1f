"""What people report in the cycles of the demo county, as the content files write it down."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from measures.actions import save_assessment, submit_assessment
from measures.figures import (
    Figures,
    MilestoneReport,
    StepCheck,
    ValueReport,
    checks_of,
)
from measures.models import Assessment
from smartregion.demo.reader import Record

# How the content files call what is said in words.
WORDS = {
    "light": "light",
    "reason": "light_reason",
    "done": "done_since",
    "next": "next_steps",
    "obstacles": "obstacles",
    "decision": "decision_needed",
    "decision_by": "decision_by",
}


def keep_draft(assessment: Assessment, report: Record) -> None:
    """Somebody has begun, and not yet handed in."""
    save_assessment(
        assessment=assessment, by=_author(assessment), lock_version=assessment.lock_version,
        **_said(assessment, report),
    )  # fmt: skip


def hand_in(
    assessment: Assessment, report: Record, *, at: datetime, is_hasty: bool = False
) -> None:
    """The whole report; a hasty one says nothing of what was done, and comes back."""
    said = _said(assessment, report)
    if is_hasty:
        said |= {"done_since": "Läuft wie geplant."}
    submit_assessment(
        assessment=assessment, by=_author(assessment), at=at, lock_version=assessment.lock_version,
        **said,
    )  # fmt: skip


def _author(assessment: Assessment) -> Any:
    return assessment.measure.responsible


def _said(assessment: Assessment, report: Record) -> dict[str, Any]:
    """What is not named stays as the last cycle left it."""
    words = {name: report[key].strip() for key, name in WORDS.items() if key in report}
    return {**words, "figures": _figures(assessment, report), "checks": _checks(assessment, report)}


def _checks(assessment: Assessment, report: Record) -> list[StepCheck]:
    """What became of each promise; of the last ones nothing may be said."""
    promised, said = checks_of(assessment.checks), report.get("checks", [])
    outcomes = [one.partition(": ") for one in said] + [("", "", "")] * len(promised)
    return [
        StepCheck(check.text, outcome, note)
        for check, (outcome, _colon, note) in zip(promised, outcomes, strict=False)
    ]


def _figures(assessment: Assessment, report: Record) -> Figures:
    """By name in the content files, by key in the report."""
    measure, year = assessment.measure, assessment.cycle.cutoff_on.year
    steps = {step.title: str(step.pk) for step in measure.milestones.all()}
    indicators = {each.name: str(each.pk) for each in measure.indicators.all()}
    lines = {line.label: str(line.pk) for line in measure.cost_lines.filter(year=year)}
    reached = {
        steps[title]: MilestoneReport(done_on=on) for title, on in report.get("reached", {}).items()
    }
    expected = {
        steps[title]: MilestoneReport(expected_on=on)
        for title, on in report.get("expected", {}).items()
    }
    return Figures(
        milestones=reached | expected,
        values={indicators[name]: _value(*said) for name, said in report.get("values", {}).items()},
        costs={
            lines[label]: Decimal(str(spent)) for label, spent in report.get("costs", {}).items()
        },
    )


def _value(on: date, value: float) -> ValueReport:
    return ValueReport(on=on, value=Decimal(str(value)))
