"""Which measures have which quality: what the filters offer, how many each choice leaves, and which.

Read once for each page, in eight queries whatever their number; all counting is done on sets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from measures.models import Audience, GuidelineContribution, Measure, MeasureQuerySet
from measures.queries.lights import ORDER, latest_lights
from smartregion.county.models import Municipality
from strategy.models import Element

Kind = Element.Kind
# The value of the filter for key projects.
YES = "on"
Ids = AbstractSet[UUID]


@dataclass(frozen=True)
class Choice:
    """One value of a filter, with the measures that have it."""

    value: str
    label: str
    measures: Ids


@dataclass(frozen=True)
class Overview:
    """How many measures stand where, for the head of the list."""

    total: int
    key_projects: int
    running: int
    completed: int


@dataclass(frozen=True)
class Facets:
    """All measures that are looked at, and the choices of each filter."""

    everything: Ids
    choices: Mapping[str, Sequence[Choice]]

    def matching(self, wanted: Mapping[str, str], *, but: str = "") -> Ids:
        """The measures that have every wanted quality; the filter ``but`` is left out of account."""
        found = self.everything
        for name, value in wanted.items():
            if name != but:
                found = found & self._having(name, value)
        return found

    @property
    def overview(self) -> Overview:
        """All that may be seen, whatever is chosen."""
        state = Measure.State
        return Overview(
            total=len(self.everything),
            key_projects=len(self._having("key", YES)),
            running=len(self._having("state", state.RUNNING)),
            completed=len(self._having("state", state.COMPLETED)),
        )

    def _having(self, name: str, value: str) -> Ids:
        found = (choice.measures for choice in self.choices[name] if choice.value == value)
        return next(found, frozenset())


def facets_of(measures: MeasureQuerySet, *, visible_to: Any) -> Facets:
    """The choices of all filters for these measures, in the language of the moment."""
    rows = list(measures.order_by().values_list("pk", "field", "state", "is_key_project"))
    everything = frozenset(pk for pk, *_rest in rows)
    elements = list(
        Element.objects.filter(kind__in=(Kind.FIELD, Kind.GUIDELINE)).known_to(visible_to)
    )
    return Facets(
        everything=everything,
        choices={
            "field": _elements(Kind.FIELD, elements, _in_fields(rows, measures)),
            "state": _named(Measure.State.choices, ((state, pk) for pk, _field, state, _key in rows)),
            "light": _lights(everything),
            "municipality": _municipalities(everything, measures),
            "situation": _situations(measures),
            "guideline": _elements(Kind.GUIDELINE, elements, _for_guidelines(measures)),
            "key": _named([(YES, _("ja"))], ((YES, pk) for pk, *_rest, is_key in rows if is_key)),
        },
    )  # fmt: skip


def _grouped(pairs: Iterable[tuple[Any, UUID]]) -> dict[Any, set[UUID]]:
    groups: dict[Any, set[UUID]] = defaultdict(set)
    for value, measure in pairs:
        groups[value].add(measure)
    return groups


def _named(names: Iterable[tuple[Any, Any]], pairs: Iterable[tuple[Any, UUID]]) -> list[Choice]:
    groups = _grouped(pairs)
    return [
        Choice(str(value), str(label), frozenset(groups.get(value, ()))) for value, label in names
    ]


# -- fields and guidelines ---------------------------------------------------------------------
def _in_fields(
    rows: Iterable[tuple[UUID, UUID, str, bool]], measures: MeasureQuerySet
) -> dict[UUID, set[UUID]]:
    """The measures of each field, as their main one or a further one."""
    further = Measure.further_fields.through.objects.filter(measure__in=measures.order_by())
    pairs = [(field, pk) for pk, field, *_rest in rows]
    return _grouped([*pairs, *further.values_list("element", "measure")])


def _for_guidelines(measures: MeasureQuerySet) -> dict[UUID, set[UUID]]:
    given = GuidelineContribution.objects.filter(measure__in=measures.order_by(), level__gt=0)
    return _grouped(given.values_list("guideline", "measure"))


def _elements(
    kind: Kind, elements: Sequence[Element], having: Mapping[UUID, set[UUID]]
) -> list[Choice]:
    """Elements that measures refer to, and what became of them: each keeps what its predecessors had."""
    own = {element.pk: element for element in elements}
    groups: dict[str, set[UUID]] = defaultdict(set)
    for pk, measures in having.items():
        for element in _today_and_before(own.get(pk), own):
            groups[element.slug] |= measures
    # Two strategies of a county may call a guideline by the same name; it is one choice then.
    shown = {one.slug: one for one in reversed(elements) if one.kind == kind and one.slug in groups}
    return [
        Choice(slug, _name(one), frozenset(groups[slug])) for slug, one in reversed(shown.items())
    ]


def _today_and_before(element: Element | None, known: Mapping[UUID, Element]) -> Iterable[Element]:
    """An element and what it went into; nothing of what the reader may not know."""
    heir = element and element.successor_id and known.get(element.successor_id)
    return [one for one in (element, heir) if one]


def _name(element: Element) -> str:
    name = element.name_with_number
    return _("%(name)s (früher)") % {"name": name} if element.retired_in_id else name


# -- everything else ---------------------------------------------------------------------------
def _lights(measures: Ids) -> list[Choice]:
    shown = latest_lights(measures)
    names = [(value.value, value.label) for value in ORDER]
    return _named(names, ((light.value, pk) for pk, light in shown.items()))


def _municipalities(everything: Ids, measures: MeasureQuerySet) -> list[Choice]:
    """A measure that names no municipality is for each of them."""
    served = Measure.municipalities.through.objects.filter(measure__in=measures.order_by())
    groups = _grouped(served.values_list("municipality", "measure"))
    everywhere = everything - set().union(*groups.values())
    towns = Municipality.objects.values_list("pk", "slug", "name")
    return [
        Choice(slug, name, frozenset(everywhere | groups.get(pk, set())))
        for pk, slug, name in towns
    ]


def _situations(measures: MeasureQuerySet) -> list[Choice]:
    named = Audience.objects.filter(measure__in=measures.order_by())
    return _named(Audience.Situation.choices, named.values_list("situation", "measure"))
