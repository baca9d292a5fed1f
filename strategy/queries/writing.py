"""What the people who write need to see."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from smartregion.accounts.models import Role, ScopeKind
from smartregion.accounts.scoping import keys_as
from smartregion.core.models import AuditEntry
from strategy.models import (
    Element,
    ElementLink,
    ElementText,
    StrategyVersion,
)
from strategy.queries.lineage import Origins, origins_of
from strategy.queries.numbering import KINDS
from strategy.queries.reading import by_parent, texts_of

TITLES = {
    Element.Kind.VISION: _("Vision"),
    Element.Kind.GUIDELINE: _("Leitlinien"),
    Element.Kind.FIELD: _("Handlungsfelder und Ziele"),
    Element.Kind.SECTION: _("Textabschnitte"),
}
Children = dict[int | None, list[ElementText]]


@dataclass(frozen=True)
class Row:
    """A text in the outline of a version, with its parts and with what can be done to it."""

    text: ElementText
    level: int
    is_first: bool
    is_last: bool
    is_translated: bool
    merged_from: list[Element]
    split_from: Element | None
    parts: list["Row"]

    @property
    def is_field(self) -> bool:
        return self.text.element.kind == Element.Kind.FIELD


@dataclass(frozen=True)
class Group:
    """All texts of one kind, in the order of the page."""

    kind: Element.Kind
    rows: list[Row]
    # Parts are counted too.
    total: int

    @property
    def title(self) -> str:
        return str(TITLES[self.kind])

    @property
    def is_complete(self) -> bool:
        """A strategy has one vision; of everything else there may always be more."""
        return self.kind == Element.Kind.VISION and bool(self.rows)


def outline_of(version: StrategyVersion) -> list[Group]:
    """All texts of a version, the same number of queries for 4 and for 400."""
    children = by_parent(texts_of(version, language="en"))
    origins = origins_of(version)
    return [_group(kind, children, origins) for kind in KINDS]


def writable_texts(version: StrategyVersion, *, by: Any) -> set[int]:
    """Texts that somebody may change who writes one field of action, not the whole version."""
    if not version.is_editable or not keys_as(by, ScopeKind.FIELD, Role.EDITOR, Role.CONSULTANT):
        return set()
    texts = version.texts.select_related("element", "parent__element", "parent__parent__element")
    return {text.pk for text in texts if by.has_perm("strategy.change_text", text)}


def _group(kind: Element.Kind, children: Children, origins: Origins) -> Group:
    top = [text for text in children.get(None, []) if text.element.kind == kind]
    rows = _rows(top, children, origins, level=0)
    return Group(kind, rows, total=sum(1 for _row in flat(rows)))


def _rows(
    siblings: list[ElementText], children: Children, origins: Origins, level: int
) -> list[Row]:
    return [
        Row(
            text=text,
            level=level,
            is_first=place == 0,
            is_last=place == len(siblings) - 1,
            is_translated=bool(text.in_language),  # type: ignore[attr-defined]
            merged_from=origins.merged.get(text.element_id, []),
            split_from=origins.split.get(text.element_id),
            parts=_rows(children.get(text.pk, []), children, origins, level + 1),
        )
        for place, text in enumerate(siblings)
    ]


def flat(rows: list[Row]) -> Iterator[Row]:
    """Rows with their parts behind them, as they are read."""
    for row in rows:
        yield row
        yield from flat(row.parts)


def last_change(text: ElementText) -> AuditEntry | None:
    """Who wrote this text last, and when."""
    entries = AuditEntry.objects.filter(object_type=text._meta.label_lower, object_id=str(text.pk))
    return entries.select_related("actor").first()


def siblings_of(text: ElementText) -> QuerySet[ElementText]:
    """The texts among which this one can move up and down."""
    same_place = ElementText.objects.filter(version=text.version_id, parent=text.parent_id)
    return same_place if text.parent_id else same_place.filter(element__kind=text.element.kind)


def supported_by(text: ElementText) -> QuerySet[ElementText]:
    """The guidelines of the version that this objective supports."""
    links = ElementLink.objects.filter(
        version=text.version_id, kind=ElementLink.Kind.SUPPORTS, source=text.element_id
    )
    guidelines = ElementText.objects.filter(version=text.version_id)
    return guidelines.filter(element__in=links.values("target"))
