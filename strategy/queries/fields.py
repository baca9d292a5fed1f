"""Everything that the page of one field of action shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from strategy.models import (
    Element,
    ElementText,
    ExistingProject,
    Finding,
    Framework,
    StrategyVersion,
)
from strategy.queries.reading import Passage, Reading
from strategy.queries.situation_findings import CORNERS
from strategy.slots import Related, proposals, related


@dataclass(frozen=True)
class Findings:
    """What was found of one kind: all strengths, for example."""

    kind: str
    label: str
    findings: list[Finding]


@dataclass(frozen=True)
class FieldCard:
    """A field of action in the overview, or a guideline in the whole text."""

    passage: Passage
    related: list[Related]


@dataclass(frozen=True)
class FieldPage:
    """A field of action between its neighbours, with what is known about it."""

    passage: Passage
    before: Passage | None
    after: Passage | None
    findings: list[Findings]
    projects: list[ExistingProject]
    frameworks: list[Framework]
    appearances: list[ElementText]
    related: list[Related]


def cards_of(passages: Sequence[Passage], *, visible_to: Any) -> list[FieldCard]:
    """Fields of action, or guidelines, with what hangs on them."""
    keys = [passage.text.element_id for passage in passages]
    answers = related.of(keys, visible_to=visible_to)
    return [FieldCard(each, answers[each.text.element_id]) for each in passages]


def field_page(reading: Reading, slug: str, *, visible_to: Any, on: date) -> FieldPage | None:
    """The page of a field that stands on the first level of this version; None for any other."""
    slugs = [passage.text.element.slug for passage in reading.fields]
    if slug not in slugs:
        return None
    here = slugs.index(slug)
    passage = reading.fields[here]
    key = passage.text.element_id
    family = list(family_of(passage))
    return FieldPage(
        passage=passage,
        before=reading.fields[here - 1] if here else None,
        after=reading.fields[here + 1] if here + 1 < len(slugs) else None,
        findings=_by_kind(_findings(family, visible_to)),
        projects=list(_projects(family)),
        frameworks=list(_frameworks(family, on)),
        appearances=appearances_of(key, visible_to=visible_to),
        related=[
            *related.of([key], visible_to=visible_to)[key],
            *proposals.of([key], visible_to=visible_to)[key],
        ],
    )


def family_of(passage: Passage) -> Iterable[UUID]:
    """The field with its sub-fields and with those it came from: what was said of them still holds."""
    fields = [part.text.element_id for part in passage.walk() if part.kind == Element.Kind.FIELD]
    stand_here = Q(pk__in=fields) | Q(successor__in=fields)
    return Element.objects.filter(stand_here).values_list("pk", flat=True)


def appearances_of(element: UUID, *, visible_to: Any) -> list[ElementText]:
    """The wordings of an element in all versions this person may read, newest first."""
    texts = ElementText.objects.filter(
        element=element, version__in=StrategyVersion.objects.visible_to(visible_to)
    )
    return list(texts.select_related("version__strategy", "element").order_by("-version"))


def _findings(fields: Sequence[UUID], visible_to: Any) -> QuerySet[Finding]:
    return Finding.objects.visible_to(visible_to).filter(field_of_action__in=fields)


def _by_kind(findings: Iterable[Finding]) -> list[Findings]:
    order = [kind.value for kind in Finding.Kind]
    ordered = sorted(findings, key=lambda each: order.index(each.kind))
    return [
        Findings(kind, str(CORNERS[Finding.Kind(kind)][0]), list(group))
        for kind, group in groupby(ordered, key=lambda each: each.kind)
    ]


def _projects(fields: Sequence[UUID]) -> QuerySet[ExistingProject]:
    found = ExistingProject.objects.filter(fields_of_action__in=fields)
    return found.select_related("organisation").distinct()


def _frameworks(fields: Sequence[UUID], on: date) -> QuerySet[Framework]:
    """What still holds; what has run out is told on the page of the frame."""
    holds = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    return Framework.objects.filter(holds, fields_of_action__in=fields).distinct()
