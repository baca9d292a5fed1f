"""A question this room asks without knowing who answers (see docs/architecture.md)."""

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
