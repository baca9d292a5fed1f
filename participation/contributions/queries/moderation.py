"""What waits for moderation, with everything one needs to decide."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case as If
from django.db.models import Count, DateTimeField, F, OuterRef, Q, Subquery, TextChoices, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from participation.contributions.house_rules import REMINDER_HOURS
from participation.contributions.models import (
    Contribution,
    ContributionQuerySet,
    Moderation,
    Objection,
    Report,
)
from participation.contributions.rules import MODERATING_ROLES
from participation.contributions.slots import Place, places
from smartregion.core.workdays import working_hours_ago
from smartregion.county.models import County


class Kind(TextChoices):
    """Why a text waits for moderation; at any moment it is one of these."""

    REPORTED = "reported", _("Meldungen")
    HELD = "held", _("Vor dem Erscheinen")
    OBJECTED = "objected", _("Einsprüche")


OPEN_REPORTS = Report.objects.filter(state=Report.State.OPEN)
OPEN_OBJECTIONS = Objection.objects.filter(state=Objection.State.OPEN)

WAITS = {
    Kind.REPORTED: Q(pk__in=OPEN_REPORTS.values("contribution")),
    Kind.HELD: Q(is_held=True),
    Kind.OBJECTED: Q(pk__in=OPEN_OBJECTIONS.values("moderation__contribution")),
}


@dataclass(frozen=True)
class Case:
    """One text that waits, with its surroundings and its history."""

    contribution: Contribution
    kind: Kind
    since: datetime
    is_late: bool
    place: Place | None
    abuse_reports: list[Report] = field(default_factory=list)
    objection: Objection | None = None
    steps: list[Moderation] = field(default_factory=list)
    # How many other texts of the same person moderation has hidden.
    hidden_before: int = 0


def waiting(kind: str = "", *, of: Any = None) -> ContributionQuerySet:
    """Texts that wait for moderation, of this person or of anybody, those that have waited longest first."""
    wanted = (
        WAITS[Kind(kind)]
        if kind
        else WAITS[Kind.REPORTED] | WAITS[Kind.HELD] | WAITS[Kind.OBJECTED]
    )
    reported = OPEN_REPORTS.filter(contribution=OuterRef("pk")).order_by("reported_at")
    objected = OPEN_OBJECTIONS.filter(moderation__contribution=OuterRef("pk"))
    held = If(When(is_held=True, then=F("written_at")), output_field=DateTimeField(null=True))
    found = _moderated_by(of).filter(wanted).select_related("municipality", "reply_to")
    return found.annotate(
        waits_since=Coalesce(
            held,
            Subquery(reported.values("reported_at")[:1]),
            Subquery(objected.values("made_at")[:1]),
        )
    ).order_by("waits_since", "pk")


def waiting_counts(*, of: Any = None) -> dict[str, int]:
    """How many wait, by kind, in one query."""
    return _moderated_by(of).aggregate(
        **{kind.value: Count("pk", filter=condition) for kind, condition in WAITS.items()}
    )


def _moderated_by(user: Any) -> ContributionQuerySet:
    every = Contribution.objects.all()
    return every.within(user, *MODERATING_ROLES) if user else every


def late_before(at: datetime) -> datetime:
    """What has waited since before this moment has waited too long."""
    state = County.objects.values_list("state_name", flat=True).first() or ""
    return working_hours_ago(at, REMINDER_HOURS, state=state)


def cases(contributions: Sequence[Contribution], *, visible_to: Any, at: datetime) -> list[Case]:
    """One page of the list, in a fixed number of queries."""
    keys = [one.pk for one in contributions]
    where = places.of(keys, visible_to=visible_to)
    reports, objections, steps = _reports(keys), _objections(keys), _steps(keys)
    before, late = _hidden_before(contributions), late_before(at)
    return [
        Case(
            contribution=one,
            kind=_kind(one, objections),
            since=one.waits_since,  # type: ignore[attr-defined]
            is_late=one.waits_since <= late,  # type: ignore[attr-defined]
            place=next(iter(where[one.pk]), None),
            abuse_reports=reports[one.pk],
            objection=objections.get(one.pk),
            steps=steps[one.pk],
            hidden_before=before.get(one.author_id, 0) - one.is_hidden * (not one.is_held)
            if one.author_id
            else 0,
        )
        for one in contributions
    ]


def _kind(one: Contribution, objections: dict[UUID, Objection]) -> Kind:
    if one.is_held:
        return Kind.HELD
    return Kind.OBJECTED if one.pk in objections else Kind.REPORTED


def _reports(keys: Sequence[UUID]) -> dict[UUID, list[Report]]:
    found: dict[UUID, list[Report]] = defaultdict(list)
    for report in OPEN_REPORTS.filter(contribution__in=keys):
        found[report.contribution_id].append(report)
    return found


def _objections(keys: Sequence[UUID]) -> dict[UUID, Objection]:
    found = OPEN_OBJECTIONS.filter(moderation__contribution__in=keys)
    related = found.select_related("moderation__by", "moderation__contribution")
    return {one.moderation.contribution_id: one for one in related}


def _steps(keys: Sequence[UUID]) -> dict[UUID, list[Moderation]]:
    found: dict[UUID, list[Moderation]] = defaultdict(list)
    for step in Moderation.objects.filter(contribution__in=keys).select_related("by"):
        found[step.contribution_id].append(step)
    return found


def _hidden_before(contributions: Sequence[Contribution]) -> dict[Any, int]:
    authors = {one.author_id for one in contributions if one.author_id}
    hidden = Contribution.objects.filter(author__in=authors, is_hidden=True, is_held=False)
    counted = hidden.order_by().values_list("author").annotate(n=Count("pk"))
    return dict(counted)
