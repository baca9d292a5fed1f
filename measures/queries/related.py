"""What hangs on a field of action: the answer to the slot of the room below."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from measures.models import Indicator, Measure
from strategy.models import Element, ElementText, StrategyVersion
from strategy.slots import Related


@dataclass(frozen=True)
class Family:
    """Fields that were asked about, each with those that went into it."""

    slugs: dict[UUID, str]
    heirs: dict[UUID, list[UUID]]

    def __bool__(self) -> bool:
        # Nothing is there where only guidelines were asked about.
        return bool(self.heirs)

    def gathered(self, pairs: Iterable[tuple[Any, UUID]]) -> dict[UUID, set[Any]]:
        """By field that was asked about, what belongs to it or to one that went into it."""
        found: dict[UUID, set[Any]] = defaultdict(set)
        for thing, field in pairs:
            for heir in self.heirs[field]:
                found[heir].add(thing)
        return found


def related_to_fields(fields: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Related]]:
    """How many measures serve each field, and how many indicators tell how far it is.

    What hangs on its predecessors counts with it, and so do the indicators of its objectives.
    """
    if not (family := _family_of(fields)):
        return {}
    served = list(_pairs(list(family.heirs), visible_to))
    observed = [*_of_measures(served), *_of_objectives(list(family.heirs), visible_to)]
    measures, indicators = family.gathered(served), family.gathered(observed)
    found: dict[UUID, list[Related]] = defaultdict(list)
    for pk, things in measures.items():
        found[pk].append(_related(family.slugs[pk], len(things)))
    for pk, things in indicators.items():
        found[pk].append(_observed(family.slugs[pk], len(things)))
    return dict(found)


def _family_of(fields: Sequence[UUID]) -> Family:
    asked = set(fields)
    family = Element.objects.filter(
        Q(pk__in=asked) | Q(successor__in=asked), kind=Element.Kind.FIELD
    )
    members = list(family.values_list("pk", "successor", "slug"))
    return Family(
        slugs={pk: slug for pk, _successor, slug in members},
        heirs={
            pk: [each for each in (pk, successor) if each and each in asked]
            for pk, successor, _slug in members
        },
    )


def _of_measures(served: Iterable[tuple[UUID, UUID]]) -> Iterable[tuple[int, UUID]]:
    """Each indicator of a measure with each field that the measure serves."""
    fields: dict[UUID, set[UUID]] = defaultdict(set)
    for measure, field in served:
        fields[measure].add(field)
    observed = Indicator.objects.filter(measure__in=fields).values_list("pk", "measure")
    return [(pk, field) for pk, measure in observed for field in fields[measure]]


def _of_objectives(fields: Sequence[UUID], visible_to: Any) -> Iterable[tuple[int, UUID]]:
    """Each indicator of an objective with the field below which its objective is worded."""
    texts = ElementText.objects.filter(
        version__in=StrategyVersion.objects.visible_to(visible_to),
        element__in=Indicator.objects.filter(objective__isnull=False).values("objective"),
        parent__element__in=fields,
    )
    places: dict[UUID, set[UUID]] = defaultdict(set)
    for objective, field in texts.values_list("element", "parent__element"):
        places[objective].add(field)
    for pk, objective in Indicator.objects.filter(objective__in=places).values_list(
        "pk", "objective"
    ):
        yield from ((pk, field) for field in places[objective])


def _pairs(fields: Sequence[UUID], visible_to: Any) -> Iterable[tuple[UUID, UUID]]:
    """Each measure with its main field, and with each further one."""
    measures = Measure.objects.visible_to(visible_to)
    yield from measures.filter(field__in=fields).values_list("pk", "field")
    further = Measure.further_fields.through.objects.filter(
        element__in=fields, measure__in=measures
    )
    yield from further.values_list("measure", "element")


def _observed(slug: str, count: int) -> Related:
    sentence = ngettext(
        "%(n)s Kennzahl zu diesem Handlungsfeld", "%(n)s Kennzahlen zu diesem Handlungsfeld", count
    )
    address = f"{reverse('measures:indicator_list')}?{urlencode({'field': slug})}"
    return Related(label=sentence % {"n": count}, count=count, url=address)


def _related(slug: str, count: int) -> Related:
    sentence = ngettext(
        "%(n)s Maßnahme in diesem Handlungsfeld", "%(n)s Maßnahmen in diesem Handlungsfeld", count
    )
    address = f"{reverse('measures:measure_list')}?{urlencode({'field': slug})}"
    return Related(label=sentence % {"n": count}, count=count, url=address)
