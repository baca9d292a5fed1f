"""What hangs on a field of action: the answer to the slot of the room below."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from measures.models import Measure
from strategy.models import Element
from strategy.slots import Related


def measures_of_fields(fields: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Related]]:
    """How many measures serve each field, those of its predecessors included, in three queries."""
    asked = set(fields)
    family = Element.objects.filter(
        Q(pk__in=asked) | Q(successor__in=asked), kind=Element.Kind.FIELD
    )
    members = list(family.values_list("pk", "successor", "slug"))
    if not members:
        # Asked about guidelines only.
        return {}
    heirs = {
        pk: [each for each in (pk, successor) if each and each in asked]
        for pk, successor, _slug in members
    }
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for measure, field in _pairs(list(heirs), visible_to):
        for heir in heirs[field]:
            found[heir].add(measure)
    return {
        pk: [_related(slug, len(found[pk]))] for pk, _successor, slug in members if found.get(pk)
    }


def _pairs(fields: Sequence[UUID], visible_to: Any) -> Iterable[tuple[UUID, UUID]]:
    """Each measure with its main field, and with each further one."""
    measures = Measure.objects.visible_to(visible_to)
    yield from measures.filter(field__in=fields).values_list("pk", "field")
    further = Measure.further_fields.through.objects.filter(
        element__in=fields, measure__in=measures
    )
    yield from further.values_list("measure", "element")


def _related(slug: str, count: int) -> Related:
    sentence = ngettext(
        "%(n)s Maßnahme in diesem Handlungsfeld", "%(n)s Maßnahmen in diesem Handlungsfeld", count
    )
    address = f"{reverse('measures:measure_list')}?{urlencode({'field': slug})}"
    return Related(label=sentence % {"n": count}, count=count, url=address)
