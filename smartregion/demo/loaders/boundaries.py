"""Schematic boundaries for the example county: to each municipality belongs what lies closest to it.

They are drawn from rough positions and are no data of any office; the geometry itself says so.
"""

from collections.abc import Sequence
from typing import Any

from smartregion.county.models import Boundary, Municipality
from smartregion.demo import reader

Point = tuple[float, float]
# A degree of latitude is about 1.64 times as long as one of longitude here.
STRETCH = 1.64
DIGITS = 4


def load_boundaries() -> None:
    """Give every municipality of the example county a schematic boundary."""
    content = reader.read("centres")
    centres = {slug: (x, y) for slug, (x, y) in content["municipality"].items()}
    sites = [*centres.values(), *((x, y) for x, y in content["other"].values())]
    outline = [(x, y) for x, y in content["outline"]["points"]]
    towns = list(Municipality.objects.filter(slug__in=centres))
    rings = {town: _closest_to(centres[town.slug], sites, outline) for town in towns}
    Boundary.objects.bulk_create(
        [Boundary(municipality=town, geometry=_schematic(ring)) for town, ring in rings.items()],
        update_conflicts=True, unique_fields=["municipality"], update_fields=["geometry"],
    )  # fmt: skip


def _schematic(ring: list[Point]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [ring], "schematic": True}


def _closest_to(centre: Point, sites: Sequence[Point], outline: Sequence[Point]) -> list[Point]:
    """The part of the county that lies closer to this centre than to any other."""
    area = list(outline)
    for other in sites:
        if other != centre:
            area = _nearer(area, centre, other)
    ring = [(round(x, DIGITS), round(y, DIGITS)) for x, y in area]
    return [*ring, ring[0]]


def _nearer(area: Sequence[Point], centre: Point, other: Point) -> list[Point]:
    """What is left of an area on this side of the line in the middle between two points."""
    kept: list[Point] = []
    for start, end in zip(area, [*area[1:], area[0]], strict=True):
        here, there = _side(start, centre, other), _side(end, centre, other)
        if here <= 0:
            kept.append(start)
        if here * there < 0:
            share = here / (here - there)
            kept.append(
                (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            )
    return kept


def _side(point: Point, centre: Point, other: Point) -> float:
    """Negative where the point lies closer to the centre."""
    return _squared(point, centre) - _squared(point, other)


def _squared(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (STRETCH * (one[1] - other[1])) ** 2
