"""What a profile (Steckbrief) still lacks: for its meter, for lists, and for the guard of the first step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models import (
    Audience,
    CostLine,
    GuidelineContribution,
    Indicator,
    Measure,
    MeasureQuerySet,
    Milestone,
    Origin,
    Risk,
)
from strategy.models import Element

MANAGED_ANSWERS = ("responsible", "duty", "priority")


@dataclass(frozen=True)
class Gap:
    """One thing that a profile does not say yet, and where to say it."""

    key: str
    label: str
    url: str
    # Without it a measure does not count as worked out (ausgearbeitet).
    is_needed: bool
    # Only who manages all measures may say it.
    is_managed: bool


@dataclass(frozen=True)
class Completeness:
    """How much of a profile is there."""

    gaps: list[Gap]
    total: int

    @property
    def done(self) -> int:
        return self.total - len(self.gaps)

    @property
    def needed(self) -> list[Gap]:
        """What keeps a proposal from being worked out."""
        return [gap for gap in self.gaps if gap.is_needed]

    @property
    def wished(self) -> list[Gap]:
        return [gap for gap in self.gaps if not gap.is_needed]


@dataclass(frozen=True)
class Asked:
    """One question of the profile: whether a measure answers it, and on which page one does."""

    key: str
    label: Any
    is_answered: Callable[[Any], Any]
    place: str = ""
    page: str = "measures:measure_edit"
    is_needed: bool = False

    def gap(self, measure: Measure) -> Gap:
        url = reverse(self.page, args=[measure.number])
        fragment = f"#{self.place}" if self.place else ""
        return Gap(
            key=self.key,
            label=str(self.label),
            url=f"{url}{fragment}",
            is_needed=self.is_needed,
            is_managed=self.key in MANAGED_ANSWERS,
        )


def _has_field(measure: Measure) -> bool:
    """A field that was given up without a successor is none any more."""
    return measure.field.today.retired_in_id is None


def _has_objective(measure: Any) -> bool:
    return measure.has_objectives or not measure.could_have_objectives


def _has_end(measure: Measure) -> bool:
    return bool(measure.ends_on) or measure.kind == Measure.Kind.CONTINUOUS


def _has_contact(measure: Measure) -> bool:
    """Whom to ask; the function mailbox of the lead will do."""
    mailbox = measure.lead.contact_email if measure.lead else ""
    return bool(measure.contact_point or measure.contact_email or mailbox)


# In the order of the form.
ASKED = (
    Asked("body", _("Beschreibung"), lambda each: each.body, "id_body", is_needed=True),
    Asked(
        "appraisal", _("Potenzialabwägung"), lambda each: each.approach and each.appraisal,
        "id_approach_0", is_needed=True,
    ),
    Asked("field", _("Handlungsfeld"), _has_field, "id_field", is_needed=True),
    Asked("objectives", _("Strategisches Ziel"), _has_objective, "id_objectives_0", is_needed=True),
    Asked(
        "guidelines", _("Beitrag zu den Leitlinien"), lambda each: each.has_guidelines,
        page="measures:guidelines", is_needed=True,
    ),
    Asked("audiences", _("Lebenslagen"), lambda each: each.has_audiences, "id_audiences_0"),
    Asked("target_groups", _("Zielgruppen"), lambda each: each.target_groups, "id_target_groups"),
    Asked("lead", _("Federführung"), lambda each: each.lead_id, "id_lead", is_needed=True),
    Asked(
        "responsible", _("Verantwortliche Person"), lambda each: each.responsible_id,
        "id_responsible", is_needed=True,
    ),
    Asked("contact", _("Ansprechstelle"), _has_contact, "id_contact_point"),
    Asked("duty", _("Art der Aufgabe"), lambda each: each.duty, "id_duty"),
    Asked("priority", _("Priorität"), lambda each: each.priority, "id_priority"),
    Asked(
        "starts_on", _("geplanter Beginn"), lambda each: each.starts_on, "id_starts_on",
        is_needed=True,
    ),
    Asked("ends_on", _("geplantes Ende"), _has_end, "id_ends_on", is_needed=True),
    Asked(
        "milestones", _("Meilensteine"), lambda each: each.has_milestones,
        page="measures:milestones",
    ),
    Asked(
        "cost", _("Kostenrahmen"), lambda each: each.cost_eur is not None or each.has_cost_lines,
        "id_cost_eur", is_needed=True,
    ),
    Asked("fte", _("Personal in Vollzeitstellen"), lambda each: each.fte is not None, "id_fte"),
    Asked(
        "indicators", _("Kennzahl, oder warum es keine gibt"),
        lambda each: each.has_indicators or each.no_indicator_reason,
        page="measures:indicator_add", is_needed=True,
    ),
    Asked("risks", _("Risiken"), lambda each: each.has_risks, page="measures:risks"),
    Asked("origins", _("Herkunft"), lambda each: each.has_origins, page="measures:origin_add"),
)  # fmt: skip

HANGS_ON_IT: dict[str, Any] = {
    "has_guidelines": GuidelineContribution,
    "has_audiences": Audience,
    "has_milestones": Milestone,
    "has_cost_lines": CostLine,
    "has_indicators": Indicator,
    "has_risks": Risk,
    "has_origins": Origin,
}


def missing_of(measures: Iterable[Measure]) -> dict[UUID, list[Gap]]:
    """By measure what its profile lacks, in one query for many and in the order of the form."""
    asked_about = Measure.objects.filter(pk__in=[measure.pk for measure in measures])
    return {
        row.pk: [asked.gap(row) for asked in ASKED if not asked.is_answered(row)]
        for row in _with_what_is_there(asked_about)
    }


def completeness_of(measure: Measure) -> Completeness:
    return Completeness(gaps=missing_of([measure])[measure.pk], total=len(ASKED))


def _with_what_is_there(measures: MeasureQuerySet) -> MeasureQuerySet:
    here = OuterRef("pk")
    objectives = Element.objects.filter(kind=Element.Kind.OBJECTIVE, strategy=OuterRef("strategy"))
    return measures.select_related("field__successor", "lead").annotate(
        could_have_objectives=Exists(objectives.filter(Q(retired_in__isnull=True))),
        has_objectives=Exists(Measure.objectives.through.objects.filter(measure=here)),
        **{name: Exists(model.objects.filter(measure=here)) for name, model in HANGS_ON_IT.items()},
    )
