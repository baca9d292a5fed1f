"""Fewer points for the same borders: neighbours keep one common line, without gaps between them.

Rings are cut into lines at every point where three borders meet. Each line is thinned once
(Douglas and Peucker's method), for both sides alike, and the rings are put together again.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import cos, hypot, radians

from smartregion.county.boundaries.shapes import Point

Ring = list[Point]
# About 50 metres: less than the width of a line on a map of a county.
TOLERANCE = 0.0005
DIGITS = 5


def simplified(
    polygons: Mapping[str, Sequence[Sequence[Ring]]], *, tolerance: float = TOLERANCE
) -> dict[str, list[list[Ring]]]:
    """The polygons (each a list of rings) of all municipalities with fewer points."""
    rings = [_rounded(ring) for parts in polygons.values() for part in parts for ring in part]
    meeting = _meeting_points(rings)
    return {
        key: [[_thinned(_rounded(ring), meeting, tolerance) for ring in part] for part in parts]
        for key, parts in polygons.items()
    }


def _rounded(ring: Iterable[Point]) -> Ring:
    """To about a metre, without the points that then stand twice in a row."""
    points = [(round(x, DIGITS), round(y, DIGITS)) for x, y in ring]
    return [points[0], *(after for before, after in pairwise(points) if after != before)]


def _meeting_points(rings: Sequence[Ring]) -> set[Point]:
    """Points from which lines go to more than two neighbours."""
    beside: dict[Point, set[Point]] = {}
    for ring in rings:
        for one, other in pairwise(ring):
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    return {point for point, others in beside.items() if len(others) > 2}


def _thinned(ring: Ring, meeting: set[Point], tolerance: float) -> Ring:
    cuts = [place for place, point in enumerate(ring[:-1]) if point in meeting]
    # An island touches nobody else's border twice: any two of its points will do.
    first = cuts[0] if cuts else ring[:-1].index(min(ring[:-1]))
    turned = [*ring[first:-1], *ring[:first], ring[first]]
    ends = [place for place, point in enumerate(turned[:-1]) if place == 0 or point in meeting]
    if len(ends) == 1:
        ends.append(_farthest(turned))
    thin: Ring = [turned[0]]
    for start, end in pairwise([*ends, len(turned) - 1]):
        thin += _line(turned[start : end + 1], tolerance)[1:]
    return thin if len(thin) > 3 else ring


def _farthest(ring: Ring) -> int:
    x, y = ring[0]
    return max(range(1, len(ring) - 1), key=lambda at: hypot(ring[at][0] - x, ring[at][1] - y))


def _line(points: Ring, tolerance: float) -> Ring:
    """The same result for both neighbours, whose lines run in opposite directions."""
    if points[-1] < points[0]:
        return _line(points[::-1], tolerance)[::-1]
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        far = max(range(start + 1, end), key=lambda at: _off(points, at, start, end))
        if _off(points, far, start, end) > tolerance:
            keep.add(far)
            waiting += [(start, far), (far, end)]
    return [points[place] for place in sorted(keep)]


def _off(points: Ring, at: int, start: int, end: int) -> float:
    """How far a point lies from the straight line, in degrees of latitude."""
    (x, y), (x1, y1), (x2, y2) = points[at], points[start], points[end]
    # A degree of longitude is shorter the farther north it is.
    shrink = cos(radians(y1))
    x, x1, x2 = x * shrink, x1 * shrink, x2 * shrink
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
