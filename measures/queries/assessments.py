"""What closed cycles say about one measure, as they were corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from measures.figures import StepCheck
from measures.models import Assessment, Correction
from measures.queries.lights import Light, light_of


@dataclass(frozen=True)
class CorrectionMark:
    """That a report was corrected after its cycle had closed, and why."""

    at: datetime
    reason: str


@dataclass(frozen=True)
class AssessmentLine:
    """What a closed cycle says about a measure; all texts are empty when nothing was reported."""

    cycle: str
    cycle_url: str
    cutoff_on: date
    light: Light
    done_since: str
    next_steps: str
    obstacles: str
    # Why the light is another one than the facts speak for.
    light_reason: str
    decision_needed: str
    # The word for who has to decide; empty where nobody was named.
    decision_by: str
    reported_on: date | None
    # The steps promised the time before, and what has become of them.
    kept_promises: list[StepCheck]
    # Names of the fields that still say what the cycle before said.
    unchanged: list[str]
    corrections: list[CorrectionMark]


def assessment_lines(history: Iterable[Assessment]) -> list[AssessmentLine]:
    """Those in which something was asked; what was waived says nothing about the measure.

    The reports come from ``as_corrected``.
    """
    asked = ((one, light_of(one)) for one in history)
    return [_line(one, shown) for one, shown in asked if shown]


def _line(assessment: Assessment, shown: Light) -> AssessmentLine:
    corrections: list[Correction] = assessment.corrections  # type: ignore[attr-defined]
    return AssessmentLine(
        cycle=assessment.cycle.title,
        cycle_url=assessment.cycle.get_absolute_url(),
        cutoff_on=assessment.cycle.cutoff_on,
        light=shown,
        **(_said(assessment, corrections) if assessment.is_reported else NOTHING),
        corrections=[CorrectionMark(one.at, one.reason) for one in corrections],
    )


# A draft that was never sent stays with its author, also when the cycle closes over it.
NOTHING: dict[str, Any] = {
    "done_since": "",
    "next_steps": "",
    "obstacles": "",
    "light_reason": "",
    "decision_needed": "",
    "decision_by": "",
    "reported_on": None,
    "kept_promises": [],
    "unchanged": [],
}


def _said(assessment: Assessment, corrections: Iterable[Correction]) -> dict[str, Any]:
    corrected = {name for one in corrections for name in one.changes}
    day = assessment.submitted_at
    return {
        "done_since": assessment.done_since,
        "next_steps": assessment.next_steps,
        "obstacles": assessment.obstacles,
        "light_reason": assessment.light_reason,
        "decision_needed": assessment.decision_needed,
        "decision_by": assessment.get_decision_by_display() if assessment.decision_needed else "",
        "reported_on": timezone.localdate(day) if day else None,
        "kept_promises": assessment.kept_promises,
        "unchanged": [name for name in assessment.carried_over if name not in corrected],
    }
