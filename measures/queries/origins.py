"""Where measures come from, as everybody may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from measures.models import Origin
from participation.contributions.models import Contribution
from strategy.models import Finding


@dataclass(frozen=True)
class OriginLine:
    """Where a measure comes from; ``url`` is empty when there is nothing public to read."""

    kind: str
    text: str
    url: str
    pk: int


def origins_of(measures: Sequence[Any], *, visible_to: Any) -> dict[UUID, list[OriginLine]]:
    """By measure, in the order in which they were entered; the same number of queries for many."""
    rows = Origin.objects.filter(measure__in=measures).select_related("municipality").order_by("pk")
    origins = list(rows)
    contributions = Contribution.objects.visible_to(visible_to).in_bulk(
        [each.contribution_id for each in origins if each.contribution_id]
    )
    findings = Finding.objects.visible_to(visible_to).select_related("field_of_action")
    readable = findings.in_bulk([each.finding_id for each in origins if each.finding_id])
    found: dict[UUID, list[OriginLine]] = {}
    for each in origins:
        said = contributions.get(each.contribution_id)
        line = _line(each, said, readable.get(each.finding_id))
        found.setdefault(each.measure_id, []).append(line)
    return found


def _line(origin: Origin, said: Contribution | None, finding: Finding | None) -> OriginLine:
    text, url = origin.note, ""
    if said:
        text, url = origin.note or said.excerpt, said.get_absolute_url()
    elif finding:
        text, url = origin.note or finding.text, address_of(finding)
    elif origin.municipality:
        town = origin.municipality
        text = f"{town}: {origin.note}" if origin.note else str(town)
        url = reverse("strategy:municipality", args=[town.slug])
    return OriginLine(kind=origin.get_kind_display(), text=text, url=url, pk=origin.pk)


def news_key(origin: int) -> str:
    """Under which key people hear that a measure has grown from what they wrote or follow."""
    return f"origin:{origin}"


def news_quoting(contributions: Sequence[UUID], _visible_to: Any) -> dict[UUID, list[str]]:
    """The keys of the news that quote these contributions beside the measure grown from them."""
    rows = Origin.objects.filter(contribution__in=contributions)
    found: dict[UUID, list[str]] = {}
    for said, pk in rows.values_list("contribution", "pk"):
        found.setdefault(said, []).append(news_key(pk))
    return found


def address_of(finding: Finding) -> str:
    """Where a finding stands among the strengths and weaknesses."""
    field = finding.field_of_action
    page = (
        reverse("strategy:field_findings", args=[field.slug])
        if field
        else reverse("strategy:findings")
    )
    return f"{page}#feststellung-{finding.pk}"
