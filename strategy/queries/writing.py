"""What the people who write need to see."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from smartregion.core.models import AuditEntry
from strategy.models import (
    Element,
    ElementText,
    StrategyVersion,
)
from strategy.queries.reading import by_parent, texts_of

# In this order the kinds of elements stand on a page.
KINDS = (Element.Kind.VISION, Element.Kind.GUIDELINE, Element.Kind.FIELD, Element.Kind.SECTION)


@dataclass(frozen=True)
class Row:
    """A text in the list of a version, with what can be done to it."""

    text: ElementText
    level: int
    is_first: bool
    is_last: bool
    is_translated: bool


def rows_of(version: StrategyVersion) -> list[Row]:
    """All texts of a version in the order of the page, parts below what they belong to."""
    children = by_parent(texts_of(version, language="en"))
    return [row for kind in KINDS for row in _rows(children, None, kind, level=0)]


def _rows(
    children: dict[int | None, list[ElementText]], parent: int | None, kind: str, level: int
) -> Iterator[Row]:
    siblings = [text for text in children.get(parent, []) if level or text.element.kind == kind]
    for place, text in enumerate(siblings):
        yield Row(
            text=text,
            level=level,
            is_first=place == 0,
            is_last=place == len(siblings) - 1,
            is_translated=bool(text.in_language),  # type: ignore[attr-defined]
        )
        yield from _rows(children, text.pk, kind, level + 1)


def last_change(text: ElementText) -> AuditEntry | None:
    """Who wrote this text last, and when."""
    entries = AuditEntry.objects.filter(object_type=text._meta.label_lower, object_id=str(text.pk))
    return entries.select_related("actor").first()


def siblings_of(text: ElementText) -> QuerySet[ElementText]:
    """The texts among which this one can move up and down."""
    same_place = ElementText.objects.filter(version=text.version_id, parent=text.parent_id)
    return same_place if text.parent_id else same_place.filter(element__kind=text.element.kind)
