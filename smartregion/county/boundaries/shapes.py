"""The shape of a municipality: what lies in it, and where its name goes.

Coordinates are longitude and latitude, in this order, as GeoJSON has them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Ring = Sequence[Point]


@dataclass(frozen=True)
class Box:
    """The smallest rectangle around something."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point, *, margin: float = 0.0) -> bool:
        longitude, latitude = point
        return (
            self.west - margin <= longitude <= self.east + margin
            and self.south - margin <= latitude <= self.north + margin
        )


@dataclass(frozen=True)
class Shape:
    """One or several polygons, with holes where another one lies inside."""

    rings: tuple[Ring, ...]

    @cached_property
    def box(self) -> Box:
        points = [point for ring in self.rings for point in ring]
        east, north = max(p[0] for p in points), max(p[1] for p in points)
        return Box(min(p[0] for p in points), min(p[1] for p in points), east, north)

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside: a line to the east crosses the border an odd number of times."""
        if not self.box.holds(point):
            return False
        return sum(_crossings(ring, point) for ring in self.rings) % 2 == 1

    @cached_property
    def middle(self) -> Point:
        """The centre of the largest part, where its sign on a map stands."""
        return _centre(max(self.rings, key=lambda ring: abs(_area(ring))))


def shape_of(geometry: Mapping[str, Any]) -> Shape:
    """From the geometry of a GeoJSON feature: Polygon or MultiPolygon."""
    found = geometry["coordinates"]
    polygons = [found] if geometry["type"] == "Polygon" else found
    return Shape(
        tuple(tuple((x, y) for x, y, *_height in ring) for polygon in polygons for ring in polygon)
    )


def box_of(shapes: Iterable[Shape]) -> Box | None:
    """The rectangle around all of them; None where there are none."""
    boxes = [shape.box for shape in shapes]
    if not boxes:
        return None
    return Box(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )


def _crossings(ring: Ring, point: Point) -> int:
    x, y = point
    count = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            count += 1
    return count


def _area(ring: Ring) -> float:
    pairs = pairwise(ring)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _centre(ring: Ring) -> Point:
    area = _area(ring)
    if not area:
        return ring[0]
    x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        weight = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * weight, y + (y1 + y2) * weight
    return x / (6 * area), y / (6 * area)
