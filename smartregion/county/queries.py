"""Reads for the pages about the county."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from smartregion.county.boundaries import Box, box_of, shape_of
from smartregion.county.models import Boundary, Municipality, Organisation


@dataclass(frozen=True)
class Municipalities:
    """All member municipalities, with what they add up to."""

    towns: list[Municipality]

    @property
    def population(self) -> int:
        return sum(town.population for town in self.towns)

    @property
    def in_belt(self) -> int:
        return self._living_in(Municipality.Zone.BELT)

    @property
    def rural(self) -> int:
        return self._living_in(Municipality.Zone.RURAL)

    def _living_in(self, zone: str) -> int:
        return sum(town.population for town in self.towns if town.zone == zone)


def municipalities() -> Municipalities:
    return Municipalities(list(Municipality.objects.all()))


def county_box() -> Box | None:
    """The rectangle around all boundaries; None while there are none."""
    return box_of(map(shape_of, Boundary.objects.values_list("geometry", flat=True)))


def organisations() -> QuerySet[Organisation]:
    """All organisations by name; those that ended come last, the latest of them first."""
    ended_last = F("ended_on").desc(nulls_first=True)
    return Organisation.objects.select_related("municipality").order_by(ended_last, "slug")
