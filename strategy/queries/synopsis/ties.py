"""What the links of the versions in between tell about the way from the old version to the new one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from strategy.models import ElementLink, StrategyVersion

Kind = ElementLink.Kind


@dataclass(frozen=True)
class Ties:
    """Lineage between two versions, told by the elements that stand in them."""

    # Where elements of the old version went, and what went into elements of the new one.
    merged_into: Mapping[UUID, UUID]
    merged_from: Mapping[UUID, list[UUID]]
    # From what new elements come, and what came out of old ones.
    split_from: Mapping[UUID, UUID]
    split_into: Mapping[UUID, list[UUID]]
    # The guidelines each objective serves, before and now.
    supported_before: Mapping[UUID, set[UUID]]
    supported_now: Mapping[UUID, set[UUID]]


def ties_between(
    old: StrategyVersion, new: StrategyVersion, before: Collection[UUID], now: Collection[UUID]
) -> Ties:
    """``before`` and ``now`` are the elements of the two versions."""
    links = _links(old, new)
    merged = {link.source_id: link.target_id for link in links if link.kind == Kind.MERGED_INTO}
    split = {link.source_id: link.target_id for link in links if link.kind == Kind.SPLIT_FROM}
    gone = (element for element in before if element not in now)
    come = (element for element in now if element not in before)
    merged_into = _followed(gone, merged, until=now)
    split_from = _followed(come, split, until=before)
    return Ties(
        merged_into=merged_into,
        merged_from=_turned(merged_into),
        split_from=split_from,
        split_into=_turned(split_from),
        supported_before=_supports(links, old),
        supported_now=_supports(links, new),
    )


def _links(old: StrategyVersion, new: StrategyVersion) -> list[ElementLink]:
    lineage = Q(version__in=_way(old, new), kind__in=ElementLink.LINEAGE)
    supports = Q(version__in=(old, new), kind=Kind.SUPPORTS)
    return list(ElementLink.objects.filter(lineage | supports).order_by("version", "pk"))


def _way(old: StrategyVersion, new: StrategyVersion) -> list[int]:
    """The versions through which the new one came from what it has in common with the old one."""
    parents = dict(
        StrategyVersion.objects.filter(strategy=new.strategy_id).values_list("pk", "based_on")
    )
    known = set(_ancestors(old.pk, parents))
    return [version for version in _ancestors(new.pk, parents) if version not in known]


def _ancestors(version: int, parents: Mapping[int, int | None]) -> Iterable[int]:
    step: int | None = version
    while step is not None:
        yield step
        step = parents[step]


def _followed(
    starts: Iterable[UUID], steps: Mapping[UUID, UUID], *, until: Collection[UUID]
) -> dict[UUID, UUID]:
    """Where each way leads over several versions; ways that end nowhere are left out."""
    found = {}
    for start in starts:
        seen, here = {start}, steps.get(start)
        while here is not None and here not in until and here not in seen:
            seen.add(here)
            here = steps.get(here)
        if here is not None and here in until:
            found[start] = here
    return found


def _turned(ways: Mapping[UUID, UUID]) -> dict[UUID, list[UUID]]:
    turned: dict[UUID, list[UUID]] = defaultdict(list)
    for start, end in ways.items():
        turned[end].append(start)
    return dict(turned)


def _supports(links: Iterable[ElementLink], version: StrategyVersion) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for link in links:
        if link.kind == Kind.SUPPORTS and link.version_id == version.pk:
            found[link.source_id].add(link.target_id)
    return found
