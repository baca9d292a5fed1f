"""Municipalities × fields of action: who gets what, per inhabitant and beside digital maturity.

A measure that names no municipality, or all of them, is for the whole county; it stands in a row of its
own, because it makes no difference between places. What stands at a municipality is what names it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from statistics import median, median_high, median_low
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from measures.models import Measure, MeasureQuerySet
from smartregion.county.models import Municipality
from strategy.models import Element, ElementText, MaturityRound, MaturityScore
from strategy.queries.maturity import Median, newest_closed

Zone = Municipality.Zone
THOUSAND = 1000
Ids = AbstractSet[UUID]


@dataclass(frozen=True)
class Town:
    """A municipality, with the measures that name it."""

    name: str
    slug: str
    zone: str
    population: int
    # One number for each field; a measure counts in each of its fields, and once in the total.
    counts: tuple[int, ...]
    total: int
    maturity: Median | None

    @property
    def per_thousand(self) -> float:
        return THOUSAND * self.total / self.population if self.population else 0

    @property
    def is_gap(self) -> bool:
        return not self.total


@dataclass(frozen=True)
class Coverage:
    """Several municipalities together: all measures that name one of them, per inhabitant."""

    label: str
    towns: list[Town]

    @property
    def population(self) -> int:
        return sum(town.population for town in self.towns)

    @property
    def per_thousand(self) -> float:
        named = sum(town.total for town in self.towns)
        return THOUSAND * named / self.population if self.population else 0


@dataclass(frozen=True)
class MunicipalityMatrix:
    fields: list[Element]
    everywhere: tuple[int, ...]
    everywhere_total: int
    towns: list[Town]
    round: MaturityRound | None

    def in_zone(self, zone: str) -> list[Town]:
        return [town for town in self.towns if town.zone == zone]

    @property
    def zones(self) -> list[Coverage]:
        found = [Coverage(str(zone.label), self.in_zone(zone)) for zone in Zone]
        return [zone for zone in found if zone.towns]

    @property
    def gaps(self) -> list[Town]:
        return [town for town in self.towns if town.is_gap]

    @cached_property
    def behind(self) -> list[Town]:
        """Places below the middle of all in both: in maturity, and in measures per inhabitant."""
        rated = [(town, town.maturity) for town in self.towns if town.maturity]
        if not rated:
            return []
        level = median(maturity.place for _town, maturity in rated)
        share = median(town.per_thousand for town in self.towns)
        return [
            town for town, maturity in rated if maturity.place < level and town.per_thousand < share
        ]

    @property
    def by_maturity(self) -> list[tuple[Median, list[Town]]]:
        """The municipalities that have the same middle level, the lowest first."""
        groups: dict[Median, list[Town]] = defaultdict(list)
        for town in self.towns:
            if town.maturity:
                groups[town.maturity].append(town)
        return sorted(groups.items(), key=lambda group: group[0].place)


def municipality_matrix(measures: MeasureQuerySet, *, visible_to: Any) -> MunicipalityMatrix:
    """All municipalities beside the fields of these measures, in seven queries."""
    towns = list(Municipality.objects.all())
    named, everywhere = _served(measures, len(towns))
    by_field = _by_field(measures)
    fields = _fields(visible_to, by_field)
    places: list[Ids] = [by_field.get(field.pk, frozenset()) for field in fields]
    round_ = newest_closed()
    levels = _levels(round_)
    return MunicipalityMatrix(
        fields=fields,
        everywhere=_counts(everywhere, places),
        everywhere_total=len(everywhere),
        towns=[_town(town, named[town.pk], places, levels.get(town.pk)) for town in towns],
        round=round_,
    )


def _town(
    town: Municipality, measures: Ids, places: Sequence[Ids], maturity: Median | None
) -> Town:
    return Town(
        name=town.name,
        slug=town.slug,
        zone=town.zone,
        population=town.population,
        counts=_counts(measures, places),
        total=len(measures),
        maturity=maturity,
    )


def _counts(measures: Ids, places: Sequence[Ids]) -> tuple[int, ...]:
    return tuple(len(measures & place) for place in places)


def _served(measures: MeasureQuerySet, towns: int) -> tuple[dict[int, set[UUID]], Ids]:
    """The measures that name each municipality, and those for the whole county."""
    pairs = Measure.municipalities.through.objects.filter(measure__in=measures.order_by())
    towns_of: dict[UUID, set[int]] = defaultdict(set)
    for measure, town in pairs.values_list("measure", "municipality"):
        towns_of[measure].add(town)
    named: dict[int, set[UUID]] = defaultdict(set)
    everywhere = set(measures.order_by().values_list("pk", flat=True)) - towns_of.keys()
    for measure, found in towns_of.items():
        if len(found) == towns:
            everywhere.add(measure)
        else:
            for town in found:
                named[town].add(measure)
    return named, everywhere


# -- fields ------------------------------------------------------------------------------------
def _by_field(measures: MeasureQuerySet) -> dict[UUID, set[UUID]]:
    """The measures of each field as it is called today, as their main field or a further one."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    further = Measure.further_fields.through.objects.filter(measure__in=measures.order_by())
    for pairs in (
        measures.order_by().values_list("pk", "field", "field__successor"),
        further.values_list("measure", "element", "element__successor"),
    ):
        for measure, own, heir in pairs:
            found[heir or own].add(measure)
    return found


def _fields(visible_to: Any, having: Mapping[UUID, Ids]) -> list[Element]:
    """Fields in force; parts of other fields and those of a draft only where measures belong to them."""
    inside = ElementText.objects.filter(
        element=OuterRef("pk"), parent__element__kind=Element.Kind.FIELD
    )
    known = Element.objects.fields_of_action().known_to(visible_to)
    served = known.filter(retired_in__isnull=True, pk__in=list(having))
    fields = (known.in_force() | served).annotate(is_part=Exists(inside))
    return [one for one in fields if one.pk in having or not one.is_part]  # type: ignore[attr-defined]


# -- maturity ----------------------------------------------------------------------------------
def _levels(round_: MaturityRound | None) -> dict[int, Median]:
    """The middle of all levels that a municipality gave itself; levels are never averaged."""
    if round_ is None:
        return {}
    given: dict[int, list[int]] = defaultdict(list)
    scores = MaturityScore.objects.filter(round=round_)
    for town, level in scores.values_list("municipality", "actual"):
        given[town].append(level)
    return {town: _middle(levels) for town, levels in given.items()}


def _middle(levels: Iterable[int]) -> Median:
    known = list(levels)
    return Median(median_low(known), median_high(known))
