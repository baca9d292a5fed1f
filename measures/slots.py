"""Questions this room asks without knowing who answers (see docs/architecture.md)."""

from dataclasses import dataclass
from datetime import date

from smartregion.core.slots import Slot
from strategy.slots import Link


@dataclass(frozen=True)
class Mention:
    """A report in which a measure stands, with the day whose figures it shows."""

    title: str
    url: str
    on: date


in_reports: Slot[Mention] = Slot()


# To take along: reports that are there, or that this person may order. About closed cycles, about two of them
# (pairs of keys, the earlier one first), about measures.
prints_of_cycles: Slot[Link] = Slot()
prints_of_comparisons: Slot[Link] = Slot()
prints_of_measures: Slot[Link] = Slot()
