"""Which version is read, and which others there are."""

from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Value, When

from strategy.models import (
    Element,
    StrategyVersion,
)
from strategy.slots import comment_pages

IN_FORCE_FIRST = Case(
    When(state=StrategyVersion.State.ADOPTED, then=Value(0)),
    default=Value(1),
    output_field=IntegerField(),
)


def current_version() -> StrategyVersion | None:
    """The version in force; before the first resolution the newest one that may be read."""
    versions = StrategyVersion.objects.public().select_related("strategy", "resolution")
    return versions.order_by(IN_FORCE_FIRST, "-effective_from", "-pk").first()


def version_with(element: Element, *, visible_to: Any, label: str = "") -> StrategyVersion:
    """Where an element is read: in the version asked for, in the one in force, in the newest one.

    What was merged away or dropped is thus read in the last version that had it.
    """
    versions = StrategyVersion.objects.visible_to(visible_to).filter(texts__element=element)
    ordered = versions.select_related("strategy").order_by(IN_FORCE_FIRST, "-pk")
    return (ordered.filter(label=label).first() if label else None) or ordered[0]


def other_versions(version: StrategyVersion, *, visible_to: Any) -> list[StrategyVersion]:
    """The versions of the same strategy to which a reader may go on."""
    versions = StrategyVersion.objects.visible_to(visible_to).exclude(pk=version.pk)
    return list(versions.filter(strategy=version.strategy_id).select_related("strategy"))


def readable_versions(*, visible_to: Any) -> list[StrategyVersion]:
    """All versions this person may read, the one in force first."""
    versions = StrategyVersion.objects.visible_to(visible_to).select_related("strategy")
    return list(versions.order_by(IN_FORCE_FIRST, "-pk"))


def comment_page_of(version: StrategyVersion, *, visible_to: Any, on: date) -> str:
    """Where everybody may comment on this draft today; empty outside the announced days."""
    begin, end = version.consultation_from, version.consultation_until
    if version.state != StrategyVersion.State.CONSULTATION or not (begin and end):
        return ""
    if not begin <= on <= end:
        return ""
    pages = comment_pages.of([version.pk], visible_to=visible_to)[version.pk]
    return pages[0] if pages else ""
