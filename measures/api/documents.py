"""What a document of the interface says. The sentences beside the fields stand in its description, too.

A field that is taken away or renamed breaks programs of others: such a change makes a new version of
the interface. New fields may come at any time.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Coded:
    """A word for programs, and the same for people."""

    code: Annotated[str, _("Bleibt gleich, in jeder Sprache.")]
    label: Annotated[str, _("In der Sprache der Adresse.")]


@dataclass(frozen=True)
class Named:
    """Something with a page of its own."""

    name: str
    url: str


@dataclass(frozen=True)
class State:
    """Where a measure stands in its life."""

    code: str
    label: str
    reason: Annotated[str, _("Öffentliche Begründung; leer, wo keine nötig ist.")]
    review_on: Annotated[date | None, _("Wann über Zurückgestelltes neu entschieden wird.")]


@dataclass(frozen=True)
class Span:
    """A time, and how exactly it is meant."""

    starts_on: date | None
    ends_on: date | None
    precision: Annotated[str, _("day, month, quarter oder year")]


@dataclass(frozen=True)
class Milestone:
    title: str
    due_on: date
    done_on: date | None
    waived_reason: Annotated[str, _("Warum der Schritt entfällt; leer, wenn er nicht entfällt.")]
    proof: str


@dataclass(frozen=True)
class Guideline:
    name: str
    level: Annotated[int, _("0 (kein Beitrag) bis 3 (zentraler Beitrag)")]
    reason: str
    url: str


@dataclass(frozen=True)
class Contact:
    """Whom to ask: an office, never a person."""

    office: str
    email: str


@dataclass(frozen=True)
class Party:
    name: str
    part: str


@dataclass(frozen=True)
class CostLine:
    year: int
    kind: str
    label: str
    planned_eur: Decimal
    actual_eur: Annotated[Decimal | None, _("null, solange es nicht feststeht.")]


@dataclass(frozen=True)
class GrantDay:
    code: str
    label: str
    day: date


@dataclass(frozen=True)
class Grant:
    programme: str
    authority: str
    state: Coded
    amount_eur: Decimal
    rate_percent: Decimal | None
    deadlines: list[GrantDay]


@dataclass(frozen=True)
class Money:
    frame_eur: Annotated[Decimal | None, _("Kostenrahmen des Steckbriefs.")]
    cost_lines: list[CostLine]
    grants: list[Grant]


@dataclass(frozen=True)
class Observation:
    on: date
    value: Decimal
    source: str
    note: str
    base_n: Annotated[int | None, _("Zahl der Antworten, wenn eine Umfrage den Wert nennt.")]
    margin: Annotated[Decimal | None, _("Halbe Breite des 95-%-Intervalls; nur aus Umfragen.")]


@dataclass(frozen=True)
class Indicator:
    """How one can tell that something works."""

    name: str
    url: str
    level: Coded
    kind: Annotated[str, _("number, percent, yes_no (1 und 0) oder ordinal (Nummer der Stufe)")]
    unit: str
    scale: Annotated[list[str], _("Stufen, die niedrigste zuerst; sonst leer.")]
    direction: Coded
    interval: Coded
    source: str
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal | None
    target_on: date | None
    values: list[Observation]


@dataclass(frozen=True)
class Risk:
    title: str
    probability: Annotated[int, _("1 (gering) bis 3 (hoch)")]
    impact: Annotated[int, _("1 (gering) bis 3 (hoch)")]
    response: str


@dataclass(frozen=True)
class Dependency:
    kind: str
    number: str
    title: str
    url: str
    note: str


@dataclass(frozen=True)
class Origin:
    kind: str
    text: str
    url: Annotated[str, _("Leer, wo es nichts Öffentliches zu lesen gibt.")]


@dataclass(frozen=True)
class Assessment:
    """What was reported in a closed evaluation cycle."""

    cycle: str
    cutoff_on: date
    light: Coded
    done_since: str
    next_steps: str
    obstacles: str


@dataclass(frozen=True)
class Step:
    """One step in the life of a measure."""

    state: Coded
    at: datetime
    reason: str
    resolution: str


@dataclass(frozen=True)
class Measure:
    """A measure with everything that everybody may read about it."""

    number: str
    title: str
    summary: str
    description: Annotated[str, _("Formatierter Text (HTML).")]
    url: Annotated[str, _("Die Seite der Maßnahme.")]
    self_url: Annotated[str, _("Dieses Dokument.")]
    kind: str
    is_key_project: bool
    state: State
    light: Annotated[Coded | None, _("Ampel der jüngsten Auswertung; null vor der ersten.")]
    fields: Annotated[list[Named], _("Handlungsfelder, das wichtigste zuerst.")]
    objectives: list[Named]
    guidelines: list[Guideline]
    lead: Annotated[str, _("Federführung")]
    contact: Contact
    parties: list[Party]
    situations: Annotated[list[str], _("Für Menschen in welchen Lebenslagen.")]
    target_groups: str
    municipalities: Annotated[list[str], _("Leer heißt: der ganze Landkreis.")]
    planned: Span
    actual: Span
    milestones: list[Milestone]
    duty: str
    priority: str
    approach: Annotated[str, _("Ergebnis der Potenzialabwägung: digital, analog oder beides.")]
    appraisal: str
    money: Money
    staff_fte: Annotated[Decimal | None, _("Personal in Vollzeitstellen.")]
    indicators: list[Indicator]
    no_indicator_reason: str
    risks: list[Risk]
    dependencies: list[Dependency]
    origins: Annotated[list[Origin], _("Woher die Maßnahme kommt.")]
    assessments: Annotated[list[Assessment], _("Die jüngste zuerst.")]
    history: Annotated[list[Step], _("Schritte von einem Stand zum nächsten, der älteste zuerst.")]


@dataclass(frozen=True)
class Page:
    """One page of the list, by number."""

    count: Annotated[int, _("Wie viele Maßnahmen es mit diesen Filtern gibt.")]
    page: int
    pages: int
    next: Annotated[str | None, _("Adresse der nächsten Seite.")]
    previous: str | None
    results: list[Measure]


@dataclass(frozen=True)
class Problem:
    """Why there is no other answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: Annotated[str, _("Ein Satz, der sagt, was zu ändern ist.")]
