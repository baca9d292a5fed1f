"""Where the contributions of a topic are about: on the map, and as a list that says the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.text import Truncator

from participation.contributions.models import Contribution
from participation.contributions.queries import Badge, badge_of
from participation.forums.models import Topic
from smartregion.county.boundaries import Box, Shape, box_of, shape_of
from smartregion.county.models import Municipality

# More would make neither a map nor a list that somebody reads.
SHOWN = 500
EXCERPT = 140


@dataclass(frozen=True)
class Spot:
    """One contribution; with a point only where somebody chose one."""

    author: str
    excerpt: str
    written_at: datetime
    badge: Badge
    url: str
    point: tuple[float, float] | None


@dataclass(frozen=True)
class Town:
    """A municipality with what was said about it, or by people from there."""

    municipality: Municipality
    # Of a GeoJSON feature; None where no boundary is known.
    geometry: dict[str, Any] | None
    shape: Shape | None
    spots: list[Spot] = field(default_factory=list)


@dataclass(frozen=True)
class TopicMap:
    """All contributions of a topic by place."""

    towns: list[Town]
    elsewhere: list[Spot]
    total: int

    @property
    def named(self) -> list[Town]:
        """Municipalities of which something was said."""
        return [town for town in self.towns if town.spots]

    @property
    def box(self) -> Box | None:
        return box_of(town.shape for town in self.towns if town.shape)

    @property
    def has_boundaries(self) -> bool:
        return any(town.shape for town in self.towns)

    @property
    def is_schematic(self) -> bool:
        """Whether the boundaries are drawn only roughly, as an example."""
        return any((town.geometry or {}).get("schematic") for town in self.towns)

    @property
    def is_cut(self) -> bool:
        return self.total > SHOWN


def topic_map(topic: Topic) -> TopicMap:
    """The newest contributions of a topic by place, in three queries.

    A contribution belongs where its point lies; without a point, to the municipality its author named.
    """
    found = (
        Contribution.objects.filter(post__topic=topic, is_hidden=False)
        .select_related("municipality")
        .order_by("-written_at", "pk")
    )
    total = found.count()
    towns = [_town(each) for each in Municipality.objects.select_related("boundary")]
    elsewhere = _spread(found[:SHOWN], towns)
    return TopicMap(towns, elsewhere, total)


def _town(municipality: Municipality) -> Town:
    boundary = getattr(municipality, "boundary", None)
    if boundary is None:
        return Town(municipality, None, None)
    return Town(municipality, boundary.geometry, shape_of(boundary.geometry))


def _spread(contributions: Iterable[Contribution], towns: Sequence[Town]) -> list[Spot]:
    """Put each contribution to its municipality; returns those that belong to none."""
    by_key = {town.municipality.pk: town for town in towns}
    elsewhere: list[Spot] = []
    for one in contributions:
        spot = _spot(one)
        town = _town_at(spot.point, towns)
        if town is None and one.municipality_id:
            town = by_key[one.municipality_id]
        (town.spots if town else elsewhere).append(spot)
    return elsewhere


def _town_at(point: tuple[float, float] | None, towns: Sequence[Town]) -> Town | None:
    if point is None:
        return None
    return next((town for town in towns if town.shape and town.shape.holds(point)), None)


def _spot(one: Contribution) -> Spot:
    x, y = one.longitude, one.latitude
    return Spot(
        author=one.shown_name,
        excerpt=Truncator(one.text).chars(EXCERPT),
        written_at=one.written_at,
        badge=badge_of(one.state),
        url=one.get_absolute_url(),
        point=None if x is None or y is None else (x, y),
    )


# -- for the script ----------------------------------------------------------------------------
def map_data(found: TopicMap) -> dict[str, Any]:
    """What the script draws: boundaries with counts, and points."""
    box = found.box
    return {
        "box": [[box.south, box.west], [box.north, box.east]] if box else None,
        "towns": [_town_data(town) for town in found.towns if town.shape],
        "spots": [_spot_data(spot) for town in found.towns for spot in town.spots if spot.point]
        + [_spot_data(spot) for spot in found.elsewhere if spot.point],
    }


def _town_data(town: Town) -> dict[str, Any]:
    assert town.shape is not None  # noqa: S101 - only municipalities with boundaries are drawn
    longitude, latitude = town.shape.middle
    return {
        "name": town.municipality.name,
        "count": len(town.spots),
        "place": f"ort-{town.municipality.slug}",
        "at": [round(latitude, 4), round(longitude, 4)],
        "geometry": town.geometry,
    }


def _spot_data(spot: Spot) -> dict[str, Any]:
    assert spot.point is not None  # noqa: S101 - asked for by whoever calls
    longitude, latitude = spot.point
    return {
        "at": [latitude, longitude],
        "author": spot.author,
        "excerpt": spot.excerpt,
        "state": spot.badge.label,
        "url": spot.url,
    }
