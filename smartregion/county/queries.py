"""Reads for the pages about the county."""

from dataclasses import dataclass

from smartregion.county.models import Municipality


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
