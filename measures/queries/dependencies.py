"""What measures wait for: beside one of them, and of many as a graph."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from measures.models import Dependency, Measure, MeasureQuerySet
from measures.ordering import warning_about

# How the measure that is named in a dependency says it of itself.
FROM_THE_OTHER_SIDE: dict[str, Promise] = {
    Dependency.Kind.NEEDS: _("wird gebraucht von"),
    Dependency.Kind.BLOCKS: _("wird aufgehalten von"),
    Dependency.Kind.RELATED: _("hängt zusammen mit"),
}


@dataclass(frozen=True)
class DependencyLine:
    """A dependency as it reads on the page of one measure: "braucht HF2-M01"."""

    kind: str
    number: str
    title: str
    url: str
    state_label: str
    note: str
    # A sentence, where what comes first may not be ready in time.
    warning: str


@dataclass(frozen=True)
class GraphNode:
    id: UUID
    number: str
    title: str
    url: str
    state: str
    state_label: str
    # It was not asked for, but something that was hangs on it.
    is_beside: bool


@dataclass(frozen=True)
class GraphEdge:
    """From what comes first to what needs it; ``is_directed`` is false where neither does."""

    before: UUID
    after: UUID
    is_directed: bool
    note: str
    warning: str


@dataclass(frozen=True)
class DependencyGraph:
    nodes: list[GraphNode]
    edges: list[GraphEdge]

    @property
    def warnings(self) -> list[GraphEdge]:
        return [edge for edge in self.edges if edge.warning]


def dependencies_of(ids: Collection[UUID], *, visible_to: Any) -> dict[UUID, list[DependencyLine]]:
    """By measure what it depends on and what depends on it, as far as this person may see both."""
    seen = Measure.objects.visible_to(visible_to)
    lines = defaultdict(list)
    for row in _between(seen).filter(Q(measure__in=ids) | Q(other__in=ids)):
        kind, warning = Dependency.Kind(row.kind), _warning(row)
        if row.measure_id in ids:
            lines[row.measure_id].append(_line(str(kind.label), row.other, row.note, warning))
        if row.other_id in ids:
            said = str(FROM_THE_OTHER_SIDE[kind])
            lines[row.other_id].append(_line(said, row.measure, row.note, warning))
    return dict(lines)


def warnings_of(measure: Measure) -> list[str]:
    """What deserves a second look among the dependencies of one measure."""
    touching = Q(measure=measure) | Q(other=measure)
    rows = _between(Measure.objects.all()).filter(touching)
    return [warning for row in rows if (warning := _warning(row))]


def dependency_graph(wanted: MeasureQuerySet, *, visible_to: Any) -> DependencyGraph:
    """The dependencies of these measures, with what they lead to beyond them, in two queries."""
    ids = set(wanted.values_list("pk", flat=True))
    rows = _between(Measure.objects.visible_to(visible_to))
    shown = [row for row in rows if row.measure_id in ids or row.other_id in ids]
    found = {each.pk: each for row in shown for each in (row.measure, row.other)}
    nodes = [_node(each, is_beside=each.pk not in ids) for each in found.values()]
    return DependencyGraph(
        nodes=sorted(nodes, key=lambda node: node.number), edges=[_edge(row) for row in shown]
    )


def _between(measures: MeasureQuerySet) -> Any:
    """The dependencies between these, in a fixed order."""
    inside = Dependency.objects.filter(measure__in=measures, other__in=measures)
    ordered = inside.order_by("measure__number", "other__number")
    return ordered.select_related("measure", "other")


def _warning(row: Dependency) -> str:
    if row.edge is None:
        return ""
    before, after = _in_order(row)
    return warning_about(before, after)


def _in_order(row: Dependency) -> tuple[Measure, Measure]:
    """What comes first and what needs it; as they were written where neither does."""
    if row.kind == Dependency.Kind.NEEDS:
        return row.other, row.measure
    return row.measure, row.other


def _line(kind: str, other: Measure, note: str, warning: str) -> DependencyLine:
    return DependencyLine(
        kind=kind,
        number=other.number,
        title=other.title,
        url=other.get_absolute_url(),
        state_label=other.get_state_display(),
        note=note,
        warning=warning,
    )


def _node(measure: Measure, *, is_beside: bool) -> GraphNode:
    return GraphNode(
        id=measure.pk,
        number=measure.number,
        title=measure.title,
        url=measure.get_absolute_url(),
        state=measure.state,
        state_label=measure.get_state_display(),
        is_beside=is_beside,
    )


def _edge(row: Dependency) -> GraphEdge:
    before, after = _in_order(row)
    return GraphEdge(
        before=before.pk,
        after=after.pk,
        is_directed=row.edge is not None,
        note=row.note,
        warning=_warning(row),
    )
