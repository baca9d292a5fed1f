"""What hangs on a measure: milestones, parties, guidelines, origins.

Their forms share the optimistic lock of the measure, so two open forms never overwrite each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.actions.editing import claim_edit
from measures.actions.telling import tell_of_origin
from measures.models import GuidelineContribution, Measure, Milestone, Origin, Party
from participation.contributions.models import Contribution
from smartregion.core.audit import record
from smartregion.county.models import Organisation
from strategy.models import Element


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone as it should be; without ``pk`` it is a new one."""

    title: str
    due_on: date
    done_on: date | None = None
    pk: int | None = None


@transaction.atomic
def set_milestones(
    *, measure: Measure, by: Any, lock_version: int, rows: Sequence[MilestoneRow]
) -> None:
    """Make these the milestones of the measure; those not named are gone."""
    claim_edit(measure, lock_version)
    kept = [row.pk for row in rows if row.pk]
    measure.milestones.exclude(pk__in=kept).delete()
    for row in rows:
        values = {"title": row.title, "due_on": row.due_on, "done_on": row.done_on}
        if row.pk:
            measure.milestones.filter(pk=row.pk).update(**values)
        else:
            Milestone.objects.create(measure=measure, **values)
    record(by=by, verb="set_milestones", subject=measure, changes={"milestones": len(rows)})


@transaction.atomic
def set_parties(
    *, measure: Measure, by: Any, lock_version: int, parties: Sequence[tuple[Organisation, str]]
) -> None:
    """Make these the organisations that take part beside the lead."""
    claim_edit(measure, lock_version)
    measure.parties.all().delete()
    Party.objects.bulk_create(
        Party(measure=measure, organisation=organisation, part=part)
        for organisation, part in dict.fromkeys(parties)
    )
    record(by=by, verb="set_parties", subject=measure, changes={"parties": len(parties)})


@transaction.atomic
def set_guidelines(
    *, measure: Measure, by: Any, lock_version: int, levels: Mapping[Element, tuple[int, str]]
) -> None:
    """Say how strongly the measure serves which guideline; those not named are not judged."""
    claim_edit(measure, lock_version)
    measure.guidelines.all().delete()
    GuidelineContribution.objects.bulk_create(
        GuidelineContribution(measure=measure, guideline=guideline, level=level, reason=reason)
        for guideline, (level, reason) in levels.items()
    )
    record(by=by, verb="set_guidelines", subject=measure, changes={"guidelines": len(levels)})


@transaction.atomic
def add_origin(
    *,
    measure: Measure,
    by: Any,
    at: datetime,
    kind: str,
    contribution: Contribution | None = None,
    note: str = "",
) -> Origin:
    """Say where the measure comes from; a contribution is named once only, and its author told."""
    if contribution and measure.origins.filter(contribution=contribution).exists():
        raise ValidationError(
            _("Dieser Beitrag ist schon als Herkunft eingetragen."), code="origin_twice"
        )
    origin = Origin.objects.create(measure=measure, kind=kind, contribution=contribution, note=note)
    record(by=by, verb="add_origin", subject=measure, changes={"kind": kind})
    tell_of_origin(origin, at=at)
    return origin
