"""What ties elements together: which guideline an objective serves, and where an element comes from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from strategy.models import Element, ElementLink, ElementText, StrategyVersion

Kind = ElementLink.Kind


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
        return tuple(self.references[each] for each in elements if each in self.references)


def ties_of(version: StrategyVersion, references: dict[UUID, Reference]) -> Ties:
    """``references`` names the elements of this version in the order of the page."""
    links = list(_links(version))
    supporting = [link for link in links if link.kind == Kind.SUPPORTS]
    order = {element: place for place, element in enumerate(references)}
    supporting.sort(key=lambda link: (order.get(link.target_id, 0), order.get(link.source_id, 0)))
    return Ties(
        references=references,
        supports=_grouped((link.source_id, link.target_id) for link in supporting),
        served_by=_grouped((link.target_id, link.source_id) for link in supporting),
        lineage=_lineage(version, [link for link in links if link.kind != Kind.SUPPORTS]),
    )


def _links(version: StrategyVersion) -> Iterable[ElementLink]:
    """What this version says of itself, and the lineage told by adopted versions before and after.

    A version that was withdrawn tells nothing: its mergers never happened.
    """
    told = Q(version=version) | Q(
        version__strategy=version.strategy_id,
        version__state__in=StrategyVersion.FROZEN,
        kind__in=ElementLink.LINEAGE,
    )
    return ElementLink.objects.filter(told).select_related("source", "target").order_by("pk")


def _grouped(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, tuple[UUID, ...]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _lineage(version: StrategyVersion, links: list[ElementLink]) -> dict[UUID, Lineage]:
    merged, split, became, titles = (defaultdict(list) for _each in range(4))
    for link in links:
        is_past = link.version_id <= version.pk
        if not is_past:
            # Told from the side of the element that went into another or brought one forth.
            older, newer = link.source, link.target
            if link.kind == Kind.SPLIT_FROM:
                older, newer = newer, older
            became[older.pk].append(newer)
        elif link.kind == Kind.MERGED_INTO:
            merged[link.target_id].append(link.source)
        else:
            split[link.source_id].append(link.target)
    for element, title in _former_titles(version):
        titles[element].append(title)
    return {
        element: Lineage(
            merged_from=tuple(merged[element]),
            split_from=tuple(split[element]),
            former_titles=tuple(dict.fromkeys(titles[element])),
            became=tuple(became[element]),
        )
        for element in {*merged, *split, *became, *titles}
    }


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
