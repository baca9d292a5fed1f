"""Questions this room asks without knowing who answers (see docs/architecture.md)."""

from dataclasses import dataclass
from datetime import date

from smartregion.core.slots import Slot


@dataclass(frozen=True)
class Mention:
    """A report in which a measure stands, with the day whose figures it shows."""

    title: str
    url: str
    on: date


in_reports: Slot[Mention] = Slot()


@dataclass(frozen=True)
class Print:
    """Something to take along: a report that is there, or one that this person may order."""

    label: str
    url: str


# About closed cycles, about two of them (pairs of keys, the earlier one first), about measures.
prints_of_cycles: Slot[Print] = Slot()
prints_of_comparisons: Slot[Print] = Slot()
prints_of_measures: Slot[Print] = Slot()
