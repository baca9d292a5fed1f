"""Strengths, weaknesses, opportunities and threats, in squares of four: of the county and of each field."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from strategy.models import (
    Element,
    ElementText,
    ElementTranslation,
    Finding,
    Strategy,
    StrategyVersion,
)
from strategy.queries.versions import current_version
from strategy.slots import Link, grown_from, next_steps

Kind = Finding.Kind


@dataclass(frozen=True)
class Found:
    """A finding with what grew from it, and what this person may make of it."""

    finding: Finding
    grown: list[Link]
    next_steps: list[Link]


@dataclass(frozen=True)
class Corner:
    """One of the four corners of a square."""

    kind: Kind
    plural: Any
    sign: str
    findings: list[Found]


@dataclass(frozen=True)
class Square:
    """The four kinds of findings about the county (no field) or about one field of action."""

    field: Element | None
    name: str
    is_in_force: bool
    corners: list[Corner]

    @property
    def total(self) -> int:
        return sum(len(corner.findings) for corner in self.corners)


# Heading and sign of each corner, so that nobody needs the colour.
CORNERS = {
    Kind.STRENGTH: (_("Stärken"), "+"),
    Kind.WEAKNESS: (_("Schwächen"), "−"),
    Kind.OPPORTUNITY: (_("Chancen"), "↗"),
    Kind.THREAT: (pgettext_lazy("SWOT", "Risiken"), "!"),
}


def strategy_of_findings(user: Any) -> Strategy | None:
    """The strategy in force; for those who prepare one, the newest."""
    version = current_version()
    if version:
        return version.strategy
    if user.has_perm("strategy.view_drafts"):
        return Strategy.objects.order_by("-period_start", "-pk").first()
    return None


def visible_fields(user: Any) -> QuerySet[Element]:
    """The fields of action a person may know of and that are still in force, by number."""
    fields = Element.objects.visible_to(user).fields_of_action().filter(retired_in__isnull=True)
    return fields.order_by("position", "name")


def squares_of(strategy: Strategy, *, visible_to: Any, language: str) -> list[Square]:
    """The square of the county, then those of the fields; a square without findings is there, too."""
    fields = sorted(visible_fields(visible_to).filter(strategy=strategy), key=_by_number)
    by_place = _by_place(strategy, visible_to)
    names = names_in(fields, language, visible_to=visible_to)
    current = current_version()
    in_force = set(current.texts.values_list("element", flat=True)) if current else set()
    return [
        _square(None, "", True, by_place[None]),
        *(_square(one, names[one.pk], one.pk in in_force, by_place[one.pk]) for one in fields),
    ]


def _by_number(field: Element) -> tuple[bool, list[int]]:
    """HF3.1 stands behind HF3 and before HF10; what has no number comes last."""
    return not field.number, [int(digits) for digits in re.findall("[0-9]+", field.number)]


def _by_place(strategy: Strategy, user: Any) -> dict[Any, list[Found]]:
    """Findings by the field they belong to now: those of a merged field go with its successor."""
    rows = Finding.objects.visible_to(user).filter(strategy=strategy)
    findings = list(rows.select_related("field_of_action"))
    keys = [finding.pk for finding in findings]
    grown = grown_from.of(keys, visible_to=user)
    steps = next_steps.of(keys, visible_to=user)
    by_place: dict[Any, list[Found]] = defaultdict(list)
    for finding in findings:
        field = finding.field_of_action
        found = Found(finding, grown[finding.pk], steps[finding.pk])
        by_place[(field.successor_id or field.pk) if field else None].append(found)
    return by_place


def _square(
    field: Element | None, name: str, is_in_force: bool, findings: Iterable[Found]
) -> Square:
    by_kind: dict[str, list[Found]] = defaultdict(list)
    for found in findings:
        by_kind[found.finding.kind].append(found)
    corners = [Corner(kind, *CORNERS[kind], by_kind[kind]) for kind in Kind]
    return Square(field, name, is_in_force, corners)


def names_in(fields: Iterable[Element], language: str, *, visible_to: Any) -> dict[Any, str]:
    """The names of fields of action in a language, in German where a translation is missing."""
    names = {field.pk: field.name for field in fields}
    if language == settings.LANGUAGE_CODE:
        return names
    versions = StrategyVersion.objects.visible_to(visible_to)
    texts = ElementText.objects.filter(
        element__in=names, version__in=versions, translations__language=language
    )
    wanted = Prefetch(
        "translations", ElementTranslation.objects.filter(language=language), to_attr="wanted"
    )
    for text in texts.order_by("version").prefetch_related(wanted):
        names[text.element_id] = text.wanted[0].title  # type: ignore[attr-defined]
    return names


def neighbours_of(finding: Finding) -> QuerySet[Finding]:
    """The findings of one corner, in their order."""
    same_corner = Q(strategy=finding.strategy_id, kind=finding.kind)
    return Finding.objects.filter(same_corner, field_of_action=finding.field_of_action_id)


def latest_finding(strategy: Strategy) -> Finding | None:
    """The finding entered last: the next one often has the same source."""
    return strategy.findings.order_by("-pk").first()
