"""What measures wait for, as one or several drawings that fit on a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from measures.charts.dependencies import dependency_chart
from measures.queries.dependencies import DependencyGraph, GraphEdge
from smartregion.core.charts import Chart
from smartregion.reports.rendering.bases import of_measures
from smartregion.reports.rendering.thawing import thawed

Content = dict[str, Any]
# Higher drawings would be shrunk until nobody can read them.
MOST_EDGES = 24


@dataclass(frozen=True)
class Drawn:
    chart: Chart
    base: list[str]


def dependencies(content: Content) -> list[Drawn]:
    """Whole chains stay together; empty where nothing depends on anything."""
    frozen = content.get("dependencies")
    if not frozen or not frozen["edges"]:
        return []
    found = thawed(DependencyGraph, frozen)
    return [_drawn(content, part) for part in _parts(found)]


def _drawn(content: Content, part: DependencyGraph) -> Drawn:
    return Drawn(dependency_chart(part), of_measures(content, len(part.nodes)))


def _parts(whole: DependencyGraph) -> list[DependencyGraph]:
    parts: list[list[GraphEdge]] = []
    for chain in _chains(whole.edges):
        if parts and len(parts[-1]) + len(chain) <= MOST_EDGES:
            parts[-1] += chain
        else:
            parts.append(chain)
    return [_with_edges(whole, edges) for edges in parts]


def _chains(edges: Sequence[GraphEdge]) -> list[list[GraphEdge]]:
    """Edges that hang together, in the order in which each chain appears first."""
    chains: list[list[GraphEdge]] = []
    for edge in edges:
        touched = [chain for chain in chains if any(_touch(edge, other) for other in chain)]
        joined = [each for chain in touched for each in chain]
        place = chains.index(touched[0]) if touched else len(chains)
        chains = [chain for chain in chains if chain not in touched]
        chains.insert(place, [*joined, edge])
    return chains


def _touch(one: GraphEdge, other: GraphEdge) -> bool:
    return bool({one.before, one.after} & {other.before, other.after})


def _with_edges(whole: DependencyGraph, edges: Sequence[GraphEdge]) -> DependencyGraph:
    ends = {end for edge in edges for end in (edge.before, edge.after)}
    nodes = [node for node in whole.nodes if node.id in ends]
    return replace(whole, nodes=nodes, edges=list(edges))
