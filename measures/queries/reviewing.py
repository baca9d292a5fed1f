"""The reports of a running cycle as the strategy office reviews them: what is to be decided, and what is settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from measures.figures import StepCheck, checks_of
from measures.models import Assessment, AssessmentStep, Cycle
from measures.queries.claims import claims_of
from measures.queries.lights import Light, light

State = Assessment.State
# In this order a reviewer goes through them; what waits for a decision has a list of its own.
GROUPS = (
    State.RETURNED,
    State.DRAFT,
    State.REQUESTED,
    State.MISSING,
    State.WAIVED,
    State.ACCEPTED,
)


@dataclass(frozen=True)
class Submission:
    """A report that waits for a decision, with all that speaks for and against it."""

    assessment: Assessment
    light: Light
    # What the facts speak for, where the author decided otherwise.
    proposed: Light | None
    claims: list[str]
    checks: list[StepCheck]
    # What was asked for when the report was given back last time.
    asked_for: str

    @property
    def carried_over(self) -> list[str]:
        """The fields that still say what they said last time, by what they are called."""
        names = self.assessment.carried_over
        return [str(Assessment._meta.get_field(name).verbose_name) for name in names]  # type: ignore[union-attr]


@dataclass(frozen=True)
class Settled:
    """A report that needs nobody now: its state, and why or when."""

    number: str
    title: str
    state: str
    light: Light | None
    waived_reason: str
    comment: str
    submitted_at: datetime | None
    may_be_waived: bool
    may_be_returned: bool
    may_be_asked_again: bool


@dataclass(frozen=True)
class Group:
    """All reports of one state."""

    state: str
    label: str
    rows: list[Settled]


def waiting(cycle: Cycle) -> QuerySet[Assessment]:
    """Those that are handed in and not decided, by number."""
    return _with_comment(cycle).filter(state=State.SUBMITTED).order_by("measure__number")


def submissions(assessments: Sequence[Assessment]) -> list[Submission]:
    """Ready to be read, in three queries for all of them."""
    claims = claims_of(each.figures for each in assessments)
    return [_submission(each, said) for each, said in zip(assessments, claims, strict=True)]


def given(assessment: Assessment) -> Submission | None:
    """What one report says besides its words, once it was handed in."""
    return submissions([assessment])[0] if assessment.is_reported else None


def groups_of(cycle: Cycle) -> list[Group]:
    """Everything else, by state; states that nothing is in are left out."""
    others = _with_comment(cycle).exclude(state=State.SUBMITTED).order_by("measure__number")
    rows = list(others)
    groups = [
        Group(state.value, str(state.label), [_settled(row) for row in rows if row.state == state])
        for state in GROUPS
    ]
    return [group for group in groups if group.rows]


def _with_comment(cycle: Cycle) -> QuerySet[Assessment]:
    returned = AssessmentStep.objects.filter(assessment=OuterRef("pk"), state=State.RETURNED)
    comment = returned.order_by("-at", "-pk").values("comment")[:1]
    known = cycle.assessments.select_related("measure", "submitted_by", "cycle")
    return known.annotate(asked_for=Subquery(comment))


def _submission(assessment: Assessment, claims: list[str]) -> Submission:
    proposed = assessment.light_proposed
    return Submission(
        assessment=assessment,
        light=light(assessment.light),
        proposed=light(proposed) if proposed and proposed != assessment.light else None,
        claims=claims,
        checks=checks_of(assessment.checks),
        # Nobody asks for more where a single report is shown: its page says that elsewhere.
        asked_for=getattr(assessment, "asked_for", None) or "",
    )


def _settled(row: Assessment) -> Settled:
    is_returned = row.state == State.RETURNED
    return Settled(
        number=row.measure.number,
        title=row.measure.title,
        state=row.state,
        light=light(row.light) if row.is_reported else None,
        waived_reason=row.waived_reason,
        comment=row.asked_for or "" if is_returned else "",  # type: ignore[attr-defined]
        submitted_at=row.submitted_at,
        may_be_waived=row.is_writable,
        may_be_returned=row.is_reported,
        may_be_asked_again=row.state == State.WAIVED and row.measure.merged_into_id is None,
    )
