"""Where the fields of a version come from, and what of the version before is no longer there."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from strategy.models import (
    Element,
    ElementLink,
    ElementText,
    ElementTranslation,
    StrategyVersion,
)


@dataclass(frozen=True)
class Origins:
    """What happened to fields of action on the way to this version, by the element that is left."""

    merged: dict[UUID, list[Element]] = field(default_factory=dict)
    split: dict[UUID, Element] = field(default_factory=dict)


@dataclass(frozen=True)
class Dropped:
    """A text of the version before whose element does not stand in this one."""

    text: ElementText
    merged_into: Element | None


def origins_of(version: StrategyVersion) -> Origins:
    """Which fields went into which in this version, and from which one was split off."""
    merged: dict[UUID, list[Element]] = defaultdict(list)
    split: dict[UUID, Element] = {}
    for link in _lineage(version):
        if link.kind == ElementLink.Kind.MERGED_INTO:
            merged[link.target_id].append(link.source)
        else:
            split[link.source_id] = link.target
    return Origins(merged=dict(merged), split=split)


def dropped_since(version: StrategyVersion) -> list[Dropped]:
    """What the version it is based on has and this one has not."""
    if version.based_on is None:
        return []
    still_there = version.texts.values("element")
    texts = version.based_on.texts.exclude(element__in=still_there).select_related("element")
    merged = version.links.filter(kind=ElementLink.Kind.MERGED_INTO).select_related("target")
    into = {link.source_id: link.target for link in merged}
    return [Dropped(text, into.get(text.element_id)) for text in texts]


def field_it_went_into(element: Element, version: StrategyVersion) -> Element | None:
    """The field with which this one was merged in a version, if it was."""
    merged = version.links.filter(kind=ElementLink.Kind.MERGED_INTO, source=element)
    link = merged.select_related("target").first()
    return link.target if link else None


@dataclass(frozen=True)
class Merger:
    """What would happen if fields of action went into another one."""

    target: ElementText
    sources: list[ElementText]
    parts: list[ElementText]
    # An English text goes in, but the target has none to which it could be appended.
    lacks_english: bool
    # A field that stands in the version before can be taken up again.
    is_reversible: bool

    @property
    def freed_numbers(self) -> list[str]:
        return [source.number for source in self.sources if source.number]


def merger_of(target: ElementText, sources: Collection[ElementText]) -> Merger:
    """What merging these fields would do, told before it is done."""
    going = [source.pk for source in sources]
    parts = ElementText.objects.filter(parent__in=going).exclude(pk__in=going)
    english = ElementTranslation.objects.filter(text__in=[target.pk, *going], language="en")
    translated = set(english.values_list("text", flat=True))
    elements = [source.element_id for source in sources]
    before = target.version.based_on
    known = before.texts.filter(element__in=elements).count() if before else 0
    return Merger(
        target=target,
        sources=list(sources),
        parts=list(parts.select_related("element", "parent")),
        lacks_english=bool(translated) and target.pk not in translated,
        is_reversible=known == len(going),
    )


def field_left_of(element: UUID, version: StrategyVersion) -> ElementText | None:
    """The text that stands in the version for this element: its own, or that of the field it went into."""
    into = dict(
        version.links.filter(kind=ElementLink.Kind.MERGED_INTO).values_list("source", "target")
    )
    seen = set()
    while element in into and element not in seen:
        seen.add(element)
        element = into[element]
    return version.texts.filter(element=element).select_related("element").first()


def _lineage(version: StrategyVersion) -> list[ElementLink]:
    links = version.links.filter(kind__in=ElementLink.LINEAGE).order_by("pk")
    return list(links.select_related("source", "target"))
