"""Keeping each step of a report with all it said, so that no text is lost when it goes to and fro."""

from datetime import datetime
from typing import Any

from measures.models import Assessment, AssessmentStep

# What its author says, by name of the field; kept as it stands there.
CONTENT = (
    "light",
    "light_proposed",
    "light_reason",
    "done_since",
    "next_steps",
    "obstacles",
    "decision_needed",
    "decision_by",
    "figures",
    "checks",
    "carried_over",
)


def note(
    *, assessment: Assessment, state: str, by: Any, at: datetime, comment: str = ""
) -> AssessmentStep:
    """Write down that the report has come this far. To be called with the report as it is stored now."""
    return AssessmentStep.objects.create(**_step(assessment, state, by, at, comment))


def note_many(
    *, assessments: list[Assessment], state: str, by: Any, at: datetime, comment: str = ""
) -> None:
    """The same step of many reports, in one statement."""
    AssessmentStep.objects.bulk_create(
        AssessmentStep(**_step(each, state, by, at, comment)) for each in assessments
    )


def _step(
    assessment: Assessment, state: str, by: Any, at: datetime, comment: str
) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "state": state,
        "comment": comment.strip(),
        "content": {name: getattr(assessment, name) for name in CONTENT},
        "by": by if getattr(by, "is_authenticated", False) else None,
        "at": at,
    }
