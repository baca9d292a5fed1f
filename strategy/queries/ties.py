"""What ties elements together: which guideline an objective serves, and where an element comes from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from strategy.models import Element, ElementLink, ElementText, StrategyVersion

Kind = ElementLink.Kind
T = TypeVar("T")


@dataclass(frozen=True)
class Reference:
    """Another element of the same version, as a link names it."""

    anchor: str
    number: str
    title: str
    title_language: str = ""


@dataclass(frozen=True)
class Lineage:
    """Where an element comes from, and what later became of it."""

    merged_from: tuple[Element, ...] = ()
    split_from: tuple[Element, ...] = ()
    former_titles: tuple[str, ...] = ()
    became: tuple[Element, ...] = ()

    @property
    def has_history(self) -> bool:
        return bool(self.merged_from or self.split_from or self.former_titles)


NO_LINEAGE = Lineage()


@dataclass(frozen=True)
class Ties:
    """All ties of a version, found once for the whole page."""

    references: dict[UUID, Reference]
    supports: dict[UUID, tuple[UUID, ...]]
    served_by: dict[UUID, tuple[UUID, ...]]
    lineage: dict[UUID, Lineage]

    def supported_by(self, element: UUID) -> tuple[Reference, ...]:
        """The guidelines that this objective supports."""
        return self._named(self.supports.get(element, ()))

    def serving(self, element: UUID) -> tuple[Reference, ...]:
        """The objectives that serve this guideline."""
        return self._named(self.served_by.get(element, ()))

    def _named(self, elements: Iterable[UUID]) -> tuple[Reference, ...]:
        return tuple(self.references[each] for each in elements)


def ties_of(version: StrategyVersion, references: dict[UUID, Reference]) -> Ties:
    """``references`` names the elements of this version in the order of the page."""
    order = {element: place for place, element in enumerate(references)}
    links = version.links.filter(kind=Kind.SUPPORTS).values_list("source", "target")
    pairs = [pair for pair in links if set(pair) <= order.keys()]
    pairs.sort(key=lambda pair: (order[pair[1]], order[pair[0]]))
    return Ties(
        references=references,
        supports=_grouped(pairs),
        served_by=_grouped((guideline, objective) for objective, guideline in pairs),
        lineage=_lineage(version),
    )


def _lineage(version: StrategyVersion) -> dict[UUID, Lineage]:
    before, after = _told(version, "lte"), _told(version, "gt")
    merged = _grouped((link.target_id, link.source) for link in before if _is_merger(link))
    split = _grouped((link.source_id, link.target) for link in before if not _is_merger(link))
    became = _grouped([*_heirs(version), *(_seen_from_older(link) for link in after)])
    titles = _grouped(_former_titles(version))
    return {
        element: Lineage(
            merged_from=merged.get(element, ()),
            split_from=split.get(element, ()),
            former_titles=titles.get(element, ()),
            became=became.get(element, ()),
        )
        for element in {*merged, *split, *became, *titles}
    }


def _told(version: StrategyVersion, when: str) -> list[ElementLink]:
    """The lineage told by this version and by adopted ones before it, or by those after it.

    A version that was withdrawn tells nothing: its mergers never happened.
    """
    adopted = Q(
        version__strategy=version.strategy_id, version__state__in=StrategyVersion.FROZEN
    ) & Q((f"version__{when}", version.pk))
    told = adopted | Q(version=version) if when == "lte" else adopted
    links = ElementLink.objects.filter(told, kind__in=ElementLink.LINEAGE)
    return list(links.select_related("source", "target").order_by("pk"))


def _is_merger(link: ElementLink) -> bool:
    return link.kind == Kind.MERGED_INTO


def _seen_from_older(link: ElementLink) -> tuple[UUID, Element]:
    """The element that went into another or brought one forth, and that other one."""
    if _is_merger(link):
        return link.source_id, link.target
    return link.target_id, link.source


def _heirs(version: StrategyVersion) -> Iterable[tuple[UUID, Element]]:
    """What is in force today in place of elements that have been retired."""
    retired = version.texts.filter(element__successor__isnull=False)
    for text in retired.select_related("element__successor"):
        if text.element.successor:
            yield text.element_id, text.element.successor


def _former_titles(version: StrategyVersion) -> Iterable[tuple[UUID, str]]:
    """Other titles that fields of action of this version had when they were adopted before."""
    today = ElementText.objects.filter(version=version, element=OuterRef("element"))
    earlier = ElementText.objects.filter(
        version__strategy=version.strategy_id,
        version__state__in=StrategyVersion.FROZEN,
        version__lt=version.pk,
        element__kind=Element.Kind.FIELD,
    )
    renamed = earlier.filter(Exists(today.exclude(title=OuterRef("title"))))
    return renamed.order_by("-version", "pk").values_list("element_id", "title")


def _grouped(pairs: Iterable[tuple[UUID, T]]) -> dict[UUID, tuple[T, ...]]:
    """Each key with its values, each value once."""
    found: dict[UUID, dict[T, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}
