"""The whole profile (Steckbrief) of a measure: what everybody may read about it.

It never names the responsible person; who wants to ask writes to the lead's function mailbox.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch

from measures.models import (
    Assessment,
    Audience,
    Cycle,
    GuidelineContribution,
    Measure,
    MeasureQuerySet,
    MeasureStateChange,
    Milestone,
)
from measures.periods import Period, in_words
from measures.queries.assessments import AssessmentLine, assessment_lines
from measures.queries.cards import MeasureCard, measure_cards
from measures.queries.corrections import as_corrected
from measures.queries.costs import CostEntry, costs_of
from measures.queries.dependencies import DependencyLine, dependencies_of
from measures.queries.evidence import EvidenceLine, evidence_of
from measures.queries.grants import GrantEntry, grants_of
from measures.queries.indicators import IndicatorLine, indicators_of, objective_address
from measures.queries.money import MeasureMoney, money_of
from measures.queries.origins import OriginLine, origins_of
from measures.queries.placings import Placing, placings_of
from measures.queries.risks import RiskLine, risks_of
from strategy.models import Element, Strategy

ENDED = (
    Measure.State.COMPLETED,
    Measure.State.REJECTED,
    Measure.State.CANCELLED,
    Measure.State.MERGED,
)


@dataclass(frozen=True)
class MilestoneLine:
    title: str
    due_on: date
    done_on: date | None
    waived_reason: str
    proof: str

    @property
    def is_open(self) -> bool:
        return self.done_on is None and not self.waived_reason


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
class StateLine:
    """One step in the life of a measure; where a decision was needed, who decided and when."""

    state: str
    label: str
    reason: str
    at: datetime
    resolution: str
    resolution_url: str
    head_decided_on: date | None


@dataclass(frozen=True)
class MeasureProfile:
    card: MeasureCard
    body: str
    state_reason: str
    review_on: date | None
    fields: list[FieldLine]
    objectives: list[FieldLine]
    lead_email: str
    # Whom to ask; the mailbox is the lead's where the measure has none of its own.
    contact_point: str
    contact_email: str
    parties: list[PartyLine]
    situations: list[str]
    target_groups: str
    municipalities: list[str]
    started_on: date | None
    ended_on: date | None
    planned_precision: str
    actual_precision: str
    # Labels; empty where nothing is said.
    duty: str
    priority: str
    approach: str
    appraisal: str
    cost_eur: Decimal | None
    fte: Decimal | None
    no_indicator_reason: str
    costs: list[CostEntry]
    grants: list[GrantEntry]
    milestones: list[MilestoneLine]
    guidelines: list[GuidelineLine]
    origins: list[OriginLine]
    assessments: list[AssessmentLine]
    state_changes: list[StateLine]
    # In German, as profiles are.
    evidence: list[EvidenceLine]
    indicators: list[IndicatorLine]
    # As far as the reader may see them.
    risks: list[RiskLine]
    dependencies: list[DependencyLine]
    # The latest round first.
    placings: list[Placing]

    @property
    def latest(self) -> AssessmentLine | None:
        return self.assessments[0] if self.assessments else None

    @property
    def earlier(self) -> list[AssessmentLine]:
        return self.assessments[1:]

    @property
    def next_milestone(self) -> MilestoneLine | None:
        """The step that is due first of those still open, even where its day has passed."""
        return next((step for step in self.milestones if step.is_open), None)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """What kinds of origins it has and how many of each, in the order of their entry."""
        return list(Counter(origin.kind for origin in self.origins).items())

    @property
    def is_over(self) -> bool:
        return self.card.state in ENDED

    @property
    def begun(self) -> str:
        """When it began, as exactly as it is known; empty before."""
        return in_words(self.started_on, self.actual_precision) if self.started_on else ""

    @property
    def planned(self) -> Period:
        return Period(self.card.starts_on, self.card.ends_on, self.planned_precision)

    @property
    def actual(self) -> Period:
        return Period(self.started_on, self.ended_on, self.actual_precision)

    @property
    def money(self) -> MeasureMoney:
        """Cost and grants added up."""
        return money_of(self.costs, self.grants, self.cost_eur)


def measure_profiles(strategy: Strategy) -> list[MeasureProfile]:
    """Profiles of all public measures of a strategy, by number, as the public sees them."""
    return _profiles(Measure.objects.public().filter(strategy=strategy), AnonymousUser())


def public_profiles(measures: MeasureQuerySet) -> list[MeasureProfile]:
    """Profiles of measures that everybody may read, as the public sees them, in the order asked for."""
    return _profiles(measures, AnonymousUser())


def profile_of(measure: Measure, *, visible_to: Any) -> MeasureProfile:
    """The profile of one measure, with links to what this person may read."""
    return _profiles(Measure.objects.filter(pk=measure.pk), visible_to)[0]


def _profiles(measures: MeasureQuerySet, reader: Any) -> list[MeasureProfile]:
    cards = {card.id: card for card in measure_cards(measures)}
    rows = list(
        measures.select_related("field__successor", "lead").prefetch_related(*_parts(reader))
    )
    as_corrected(one for row in rows for one in row.history)  # type: ignore[attr-defined]
    ids = [row.pk for row in rows]
    evidence = evidence_of(rows, "de")
    origins = origins_of(ids, visible_to=reader)
    risks = risks_of(ids, internal=reader.has_perm("measures.view_internal"))
    dependencies = dependencies_of(ids, visible_to=reader)
    placings = placings_of(ids, visible_to=reader)
    costs, grants = costs_of(ids), grants_of(ids)
    indicators = indicators_of(ids)
    return [
        MeasureProfile(
            card=cards[row.pk],
            origins=origins.get(row.pk, []),
            costs=costs.get(row.pk, []),
            grants=grants.get(row.pk, []),
            evidence=[line for line, _ in evidence.get(row.pk, [])],
            indicators=indicators.get(row.pk, []),
            risks=risks.get(row.pk, []),
            dependencies=dependencies.get(row.pk, []),
            placings=placings.get(row.pk, []),
            **_columns(row),
            **_people(row),
            **_rows(row),
        )
        for row in rows
    ]


def _parts(reader: Any) -> list[Any]:
    known = Element.objects.known_to(reader)
    fields = known.select_related("successor")
    closed = Assessment.objects.filter(cycle__state=Cycle.State.CLOSED).select_related("cycle")
    served = GuidelineContribution.objects.filter(guideline__in=known)
    guidelines = served.select_related("guideline")
    return [
        Prefetch("further_fields", fields),
        Prefetch("objectives", fields),
        Prefetch("audiences", Audience.objects.order_by("pk")),
        "municipalities",
        "parties__organisation",
        "state_changes__resolution",
        Prefetch("milestones", Milestone.objects.all()),
        Prefetch("guidelines", guidelines.order_by("guideline__position")),
        Prefetch("assessments", closed.order_by("-cycle__cutoff_on"), to_attr="history"),
    ]


def _columns(row: Measure) -> dict[str, Any]:
    """What the measure itself says; choices by their labels."""
    return {
        "body": row.body,
        "state_reason": row.state_reason,
        "review_on": row.review_on,
        "target_groups": row.target_groups,
        "started_on": row.started_on,
        "ended_on": row.ended_on,
        "planned_precision": row.planned_precision,
        "actual_precision": row.actual_precision,
        "duty": row.get_duty_display(),
        "priority": row.get_priority_display(),
        "approach": row.get_approach_display(),
        "appraisal": row.appraisal,
        "cost_eur": row.cost_eur,
        "fte": row.fte,
        "no_indicator_reason": row.no_indicator_reason,
    }


def _people(row: Measure) -> dict[str, Any]:
    """Offices and groups, never persons."""
    mailbox = row.lead.contact_email if row.lead else ""
    return {
        "lead_email": mailbox,
        "contact_point": row.contact_point,
        "contact_email": row.contact_email or mailbox,
        "parties": [
            PartyLine(party.organisation.name, party.get_part_display())
            for party in row.parties.all()
        ],
        "situations": [audience.get_situation_display() for audience in row.audiences.all()],
        "municipalities": [municipality.name for municipality in row.municipalities.all()],
    }


def _rows(row: Measure) -> dict[str, Any]:
    """What hangs on it."""
    return {
        "fields": _lines([row.field, *row.further_fields.all()], Element.get_absolute_url),
        # With their indicators and the other measures that work for them.
        "objectives": _lines(row.objectives.all(), objective_address),
        "milestones": [_milestone(step) for step in row.milestones.all()],
        "guidelines": [_guideline(served) for served in row.guidelines.all()],
        "assessments": assessment_lines(row.history),  # type: ignore[attr-defined]
        "state_changes": [_state(step) for step in row.state_changes.all()],
    }


def _lines(elements: Iterable[Element], address: Callable[[Element], str]) -> list[FieldLine]:
    """What they are called today; those that went into one another are named once."""
    today = dict.fromkeys(each.today for each in elements)
    return [FieldLine(each.name, address(each)) for each in today]


def _milestone(step: Milestone) -> MilestoneLine:
    return MilestoneLine(
        title=step.title,
        due_on=step.due_on,
        done_on=step.done_on,
        waived_reason=step.waived_reason,
        proof=step.proof,
    )


def _state(step: MeasureStateChange) -> StateLine:
    return StateLine(
        state=step.new_state,
        label=step.get_new_state_display(),
        reason=step.reason,
        at=step.at,
        resolution=str(step.resolution) if step.resolution else "",
        resolution_url=step.resolution.link if step.resolution else "",
        head_decided_on=step.head_decided_on,
    )


def _guideline(served: GuidelineContribution) -> GuidelineLine:
    element = served.guideline
    return GuidelineLine(element.name, served.level, served.reason, element.get_absolute_url())
