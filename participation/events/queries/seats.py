"""How many seats there are, and how many are left."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from participation.events.models import Event, Registration

State, Way = Registration.State, Registration.Way


@dataclass(frozen=True)
class Seats:
    """Who is coming; ``capacity`` counts seats on site, None means: as many as come."""

    capacity: int | None
    on_site: int
    virtual: int
    waiting: int

    @property
    def free(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.on_site)

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def confirmed(self) -> int:
        return self.on_site + self.virtual


# Counted along with many events at once.
COUNTED = {
    "on_site": Count(
        "registrations",
        filter=Q(registrations__state=State.CONFIRMED, registrations__way=Way.ON_SITE),
    ),
    "virtual": Count(
        "registrations",
        filter=Q(registrations__state=State.CONFIRMED, registrations__way=Way.VIRTUAL),
    ),
    "waiting": Count("registrations", filter=Q(registrations__state=State.WAITING)),
}


def seats_of(event: Event) -> Seats:
    return counted(Event.objects.annotate(**COUNTED).get(pk=event.pk))


def counted(event: Any) -> Seats:
    """The seats of an event that was fetched with ``COUNTED``."""
    return Seats(event.capacity, event.on_site, event.virtual, event.waiting)
