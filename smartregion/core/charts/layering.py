"""Where the nodes of a graph go: in columns from what comes first to what follows, with few crossings.

The way of Sugiyama, in four steps: a column for each node; bends where an edge passes a column; the
order inside each column by the middle of the neighbours; and then the heights.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from smartregion.core.ordering import circle_in, in_order

Key = Hashable
Edge = tuple[Key, Key]
SWEEPS = 4


@dataclass(frozen=True)
class Layers:
    """Columns from left to right, each from top to bottom; ``ways`` lead each edge over its bends."""

    columns: list[list[Key]]
    ways: dict[Edge, list[Key]]

    def neighbours(self) -> tuple[dict[Key, list[Key]], dict[Key, list[Key]]]:
        """What lies beside each key in the column before, and in the column after."""
        before, after = defaultdict(list), defaultdict(list)
        for way in self.ways.values():
            for left, right in pairwise(way):
                before[right].append(left)
                after[left].append(right)
        return before, after


def forward(directed: Iterable[Edge], undirected: Iterable[Edge]) -> list[Edge]:
    """All edges in one direction: those that have none take the one that closes no circle."""
    edges = list(directed)
    for one, other in undirected:
        edges.append((other, one) if circle_in([*edges, (one, other)]) else (one, other))
    return edges


def parts_of(edges: Sequence[Edge]) -> list[list[Edge]]:
    """The edges of each part that hangs together, the largest first."""
    part_of: dict[Key, list[Edge]] = {}
    for edge in edges:
        found = {id(part_of[end]): part_of[end] for end in edge if end in part_of}
        joined = [each for part in found.values() for each in part] + [edge]
        part_of.update((end, joined) for each in joined for end in each)
    parts = {id(part): part for part in part_of.values()}
    return sorted(parts.values(), key=len, reverse=True)


def layers_of(edges: Sequence[Edge]) -> Layers:
    """One part of a graph in columns; there is no circle."""
    depth = _depths(edges)
    columns: list[list[Key]] = [[] for _column in range(max(depth.values()) + 1)]
    for key, column in depth.items():
        columns[column].append(key)
    ways = {edge: list(_way(edge, depth)) for edge in edges}
    for way in ways.values():
        for bend in way[1:-1]:
            columns[bend[2]].append(bend)  # type: ignore[index]
    layers = Layers(columns, ways)
    _uncross(layers)
    return layers


def _depths(edges: Sequence[Edge]) -> dict[Key, int]:
    """As far left as what comes before allows; what nothing precedes moves close to what follows it."""
    before, after = defaultdict(list), defaultdict(list)
    for one, other in edges:
        before[other].append(one)
        after[one].append(other)
    depth: dict[Key, int] = {}
    for key in in_order(edges):
        depth[key] = max((depth[each] + 1 for each in before[key]), default=0)
    for key in depth:
        if not before[key]:
            depth[key] = min(depth[each] for each in after[key]) - 1
    return depth


def _way(edge: Edge, depth: Mapping[Key, int]) -> Iterator[Key]:
    """Both ends, and between them a bend in each column that the edge passes."""
    start, end = edge
    yield start
    for column in range(depth[start] + 1, depth[end]):
        yield (start, end, column)
    yield end


def _uncross(layers: Layers) -> None:
    """Each key to the middle of its neighbours, from left to right and back again."""
    before, after = layers.neighbours()
    for _sweep in range(SWEEPS):
        for left, column in pairwise(layers.columns):
            _sort(column, left, before)
        for column, right in reversed(list(pairwise(layers.columns))):
            _sort(column, right, after)


def _sort(column: list[Key], beside: Sequence[Key], neighbours: Mapping[Key, list[Key]]) -> None:
    place = {key: index for index, key in enumerate(beside)}
    own = {key: index for index, key in enumerate(column)}
    column.sort(
        key=lambda key: fmean([place[each] for each in neighbours.get(key, ())] or [own[key]])
    )


def heights(
    layers: Layers, size: Mapping[Key, float], *, bend: float, gap: float
) -> dict[Key, float]:
    """The middle of each key from the upper edge, as near to what comes before it as there is room."""
    before, _after = layers.neighbours()
    middle: dict[Key, float] = {}
    for column in layers.columns:
        wanted = [fmean([middle[each] for each in before.get(key, ())] or [0.0]) for key in column]
        _stack(column, wanted, [size.get(key, bend) for key in column], gap, middle)
    top = min(middle[key] - size.get(key, bend) / 2 for key in middle)
    return {key: y - top for key, y in middle.items()}


def _stack(
    column: Sequence[Key],
    wanted: Sequence[float],
    sizes: Sequence[float],
    gap: float,
    middle: dict[Key, float],
) -> None:
    """Below each other without touching, and as a whole where they would like to be."""
    places: list[float] = []
    for index, (want, size) in enumerate(zip(wanted, sizes, strict=True)):
        lowest = places[-1] + sizes[index - 1] / 2 + gap + size / 2 if places else want
        places.append(max(want, lowest))
    shift = fmean(want - place for want, place in zip(wanted, places, strict=True))
    middle.update(zip(column, (place + shift for place in places), strict=True))
