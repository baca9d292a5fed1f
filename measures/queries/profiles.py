"""The whole profile (Steckbrief) of a measure: what everybody may read about it.

It never names the responsible person; who wants to ask writes to the lead's function mailbox.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch

from measures.models import (
    Assessment,
    Cycle,
    GuidelineContribution,
    Measure,
    MeasureQuerySet,
    Milestone,
    Origin,
)
from measures.queries.cards import MeasureCard, measure_cards
from measures.queries.evidence import EvidenceLine, evidence_of
from measures.queries.lights import Light, light_of
from participation.contributions.models import Contribution
from strategy.models import Element, Strategy


@dataclass(frozen=True)
class MilestoneLine:
    title: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True)
class GuidelineLine:
    name: str
    level: int
    reason: str
    url: str


@dataclass(frozen=True)
class PartyLine:
    name: str
    part: str


@dataclass(frozen=True)
class FieldLine:
    name: str
    url: str


@dataclass(frozen=True)
class OriginLine:
    """Where the measure comes from; ``url`` is empty when there is nothing public to read."""

    kind: str
    text: str
    url: str


@dataclass(frozen=True)
class AssessmentLine:
    """What was reported in one closed cycle; all texts are empty when nothing was."""

    cycle: str
    cycle_url: str
    cutoff_on: date
    light: Light
    done_since: str
    next_steps: str
    obstacles: str


@dataclass(frozen=True)
class StateLine:
    state: str
    label: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class MeasureProfile:
    card: MeasureCard
    body: str
    state_reason: str
    review_on: date | None
    fields: list[FieldLine]
    lead_email: str
    parties: list[PartyLine]
    target_groups: str
    municipalities: list[str]
    started_on: date | None
    ended_on: date | None
    cost_eur: Decimal | None
    milestones: list[MilestoneLine]
    guidelines: list[GuidelineLine]
    origins: list[OriginLine]
    assessments: list[AssessmentLine]
    state_changes: list[StateLine]
    # In German, as profiles are.
    evidence: list[EvidenceLine]

    @property
    def latest(self) -> AssessmentLine | None:
        return self.assessments[0] if self.assessments else None

    @property
    def earlier(self) -> list[AssessmentLine]:
        return self.assessments[1:]


def measure_profiles(strategy: Strategy) -> list[MeasureProfile]:
    """Profiles of all public measures of a strategy, by number, as the public sees them."""
    return _profiles(Measure.objects.public().filter(strategy=strategy), AnonymousUser())


def profile_of(measure: Measure, *, visible_to: Any) -> MeasureProfile:
    """The profile of one measure, with links to what this person may read."""
    return _profiles(Measure.objects.filter(pk=measure.pk), visible_to)[0]


def _profiles(measures: MeasureQuerySet, reader: Any) -> list[MeasureProfile]:
    cards = {card.id: card for card in measure_cards(measures)}
    rows = list(
        measures.select_related("field__successor", "lead").prefetch_related(*_parts(reader))
    )
    named = [origin.contribution_id for row in rows for origin in row.origins.all()]
    readable = Contribution.objects.visible_to(reader).in_bulk([pk for pk in named if pk])
    evidence = evidence_of(rows, "de")
    return [
        _profile(row, cards[row.pk], readable, [line for line, _ in evidence.get(row.pk, [])])
        for row in rows
    ]


def _parts(reader: Any) -> list[Any]:
    fields = Element.objects.known_to(reader).select_related("successor")
    closed = Assessment.objects.filter(cycle__state=Cycle.State.CLOSED).select_related("cycle")
    guidelines = GuidelineContribution.objects.select_related("guideline")
    return [
        Prefetch("further_fields", fields),
        "municipalities",
        "parties__organisation",
        "state_changes",
        "origins",
        Prefetch("milestones", Milestone.objects.all()),
        Prefetch("guidelines", guidelines.order_by("guideline__position")),
        Prefetch("assessments", closed.order_by("-cycle__cutoff_on"), to_attr="history"),
    ]


def _profile(
    row: Measure,
    card: MeasureCard,
    readable: dict[Any, Contribution],
    evidence: list[EvidenceLine],
) -> MeasureProfile:
    return MeasureProfile(
        card=card,
        body=row.body,
        state_reason=row.state_reason,
        review_on=row.review_on,
        fields=_fields(row),
        lead_email=row.lead.contact_email if row.lead else "",
        parties=[
            PartyLine(party.organisation.name, party.get_part_display())
            for party in row.parties.all()
        ],
        target_groups=row.target_groups,
        municipalities=[municipality.name for municipality in row.municipalities.all()],
        started_on=row.started_on,
        ended_on=row.ended_on,
        cost_eur=row.cost_eur,
        milestones=[
            MilestoneLine(step.title, step.due_on, step.done_on) for step in row.milestones.all()
        ],
        guidelines=[
            GuidelineLine(
                served.guideline.name,
                served.level,
                served.reason,
                served.guideline.get_absolute_url(),
            )
            for served in row.guidelines.all()
        ],
        origins=[_origin(origin, readable) for origin in row.origins.all()],
        assessments=[_assessment(one) for one in row.history],  # type: ignore[attr-defined]
        state_changes=[
            StateLine(step.new_state, step.get_new_state_display(), step.reason, step.at)
            for step in row.state_changes.all()
        ],
        evidence=evidence,
    )


def _fields(row: Measure) -> list[FieldLine]:
    """What they are called today; fields that went into one another are named once."""
    elements = [each.today for each in (row.field, *row.further_fields.all())]
    return [FieldLine(each.name, each.get_absolute_url()) for each in dict.fromkeys(elements)]


def _origin(origin: Origin, readable: dict[Any, Contribution]) -> OriginLine:
    said = readable.get(origin.contribution_id)
    return OriginLine(
        kind=origin.get_kind_display(),
        text=origin.note or (str(said) if said else ""),
        url=said.get_absolute_url() if said else "",
    )


def _assessment(assessment: Assessment) -> AssessmentLine:
    shown = light_of(assessment)
    if shown is None:
        raise ValueError(f"{assessment} is closed without a light")
    # A draft that was never sent stays with its author, also when the cycle closes over it.
    sent = assessment.is_reported
    return AssessmentLine(
        cycle=assessment.cycle.title,
        cycle_url=assessment.cycle.get_absolute_url(),
        cutoff_on=assessment.cycle.cutoff_on,
        light=shown,
        done_since=assessment.done_since if sent else "",
        next_steps=assessment.next_steps if sent else "",
        obstacles=assessment.obstacles if sent else "",
    )
