"""Whom an evaluation cycle asks: the measures in its scope, and how many these are before it opens."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from measures.models import Cycle, Measure, MeasureQuerySet
from strategy.models import Element, Strategy


@dataclass(frozen=True)
class Scope:
    """Which measures of a strategy are asked; what names nothing takes all that are evaluated."""

    strategy: Strategy
    fields: Collection[Element] = ()
    states: Collection[str] = ()
    kinds: Collection[str] = ()
    only_key_projects: bool = False

    @property
    def is_whole(self) -> bool:
        return not (self.fields or self.states or self.kinds or self.only_key_projects)

    @property
    def state_words(self) -> str:
        return ", ".join(str(Measure.State(state).label) for state in self.states)

    @property
    def kind_words(self) -> str:
        return ", ".join(str(Measure.Kind(kind).label) for kind in self.kinds)

    def measures(self) -> MeasureQuerySet:
        """Those in scope today, by number; measures of a field that was given up go with its successor."""
        found = Measure.objects.filter(strategy=self.strategy).in_progress().order_by("number")
        if self.fields:
            found = found.filter(Q(field__in=self.fields) | Q(field__successor__in=self.fields))
        if self.states:
            found = found.filter(state__in=self.states)
        if self.kinds:
            found = found.filter(kind__in=self.kinds)
        return found.key_projects() if self.only_key_projects else found


def scope_of(cycle: Cycle) -> Scope:
    """The scope as it was planned; two queries for a cycle that was not fetched with its fields."""
    return Scope(
        cycle.strategy,
        list(cycle.fields.all()),
        cycle.states,
        cycle.kinds,
        cycle.only_key_projects,
    )


def in_scope(cycle: Cycle) -> MeasureQuerySet:
    """The measures that the cycle asks about if it is opened now."""
    return scope_of(cycle).measures()


@dataclass(frozen=True)
class Tally:
    """How many measures of one field, or in one state, will be asked."""

    label: str
    count: int


@dataclass(frozen=True)
class Reach:
    """How many measures a scope reaches, and what the office ought to know before it asks them."""

    fields: list[Tally] = field(default_factory=list)
    states: list[Tally] = field(default_factory=list)
    # Evaluated measures of the strategy that the scope leaves out.
    left_out: int = 0
    # In scope, but nobody answers for them: their reports go to the field lead or the office.
    unattended: int = 0

    @property
    def total(self) -> int:
        return sum(tally.count for tally in self.states)


def reach_of(scope: Scope) -> Reach:
    """So many measures will be asked, by field of action and by state."""
    counted = scope.measures().order_by()
    states = dict(counted.values_list("state").annotate(Count("pk")))
    fields = counted.values_list("field").annotate(Count("pk"))
    everything = Scope(scope.strategy).measures().count()
    return Reach(
        fields=_by_field(fields),
        states=_by_state(states),
        left_out=everything - sum(states.values()),
        unattended=counted.filter(responsible__isnull=True).count(),
    )


def _by_field(counts: Iterable[tuple[object, int]]) -> list[Tally]:
    """In the order of the strategy, each field as it is called today."""
    known = Element.objects.select_related("successor").in_bulk([pk for pk, _count in counts])
    found: dict[Element, int] = {}
    for pk, count in counts:
        today = known[pk].today
        found[today] = found.get(today, 0) + count
    in_order = sorted(found, key=lambda each: (each.position, each.name))
    return [Tally(each.name_with_number, found[each]) for each in in_order]


def _by_state(counts: dict[str, int]) -> list[Tally]:
    return [
        Tally(str(state.label), counts[state]) for state in Measure.EVALUATED if state in counts
    ]
