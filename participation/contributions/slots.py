"""Questions this room asks without knowing who answers (see docs/architecture.md).

Where a contribution was said and what became of it is known only by the wings and rooms above;
they fill these slots when the application starts.
"""

from dataclasses import dataclass

from smartregion.core.slots import Slot


@dataclass(frozen=True)
class Outcome:
    """Something that grew from a contribution, for example a measure."""

    kind: str
    title: str
    url: str
    state: str


@dataclass(frozen=True)
class Place:
    """Where a contribution was said, for example a topic of a forum; ``url`` leads to the spot."""

    kind: str
    title: str
    url: str


outcomes: Slot[Outcome] = Slot()
places: Slot[Place] = Slot()
