"""The steps of a measure that can be seen from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from measures.actions.rows import keep_only, rewriting
from measures.actions.telling import tell_of_milestones
from measures.models import Measure, Milestone
from smartregion.core.days import short_day


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone as it should be; without ``pk`` it is a new one."""

    title: str
    due_on: date
    done_on: date | None = None
    waived_reason: str = ""
    proof: str = ""
    pk: int | None = None


def set_milestones(
    *,
    measure: Measure,
    by: Any,
    at: datetime,
    lock_version: int,
    rows: Sequence[MilestoneRow],
) -> None:
    """Make these the milestones of the measure; those not named are gone. Followers hear of those reached."""
    with rewriting(
        "milestones",
        measure=measure,
        by=by,
        at=at,
        lock_version=lock_version,
        words=milestone_in_words,
    ):
        before = set(_reached(measure).values_list("pk", flat=True))
        keep_only(measure.milestones, [(row.pk, _values(row)) for row in rows])
        tell_of_milestones(measure, _reached(measure).exclude(pk__in=before), at=at)


def _reached(measure: Measure) -> QuerySet[Milestone]:
    return measure.milestones.filter(done_on__isnull=False)


def milestone_in_words(step: Milestone) -> str:
    """A milestone in one line, as the history and the page of a conflict show it."""
    parts = [step.title, _("fällig am %(day)s") % {"day": short_day(step.due_on)}]
    if step.done_on:
        parts.append(_("erreicht am %(day)s") % {"day": short_day(step.done_on)})
    if step.waived_reason:
        parts.append(_("entfällt: %(reason)s") % {"reason": step.waived_reason})
    if step.proof:
        parts.append(step.proof)
    return ", ".join(parts)


def _values(row: MilestoneRow) -> dict[str, Any]:
    return {
        "title": row.title,
        "due_on": row.due_on,
        "done_on": row.done_on,
        "waived_reason": row.waived_reason,
        "proof": row.proof,
    }
