"""What measures cost, line by line."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from measures.models import CostLine


@dataclass(frozen=True)
class CostEntry:
    """What one kind of thing costs in one budget year; ``actual_eur`` is None until it is known."""

    year: int
    kind: str
    label: str
    planned_eur: Decimal
    actual_eur: Decimal | None
    # Empty: accounts are for the office alone, but reports are frozen with this place for them.
    budget_line: str


def costs_of(ids: Collection[UUID]) -> dict[UUID, list[CostEntry]]:
    """The cost lines of each measure that has some, by year; without accounts."""
    found: dict[UUID, list[CostEntry]] = {}
    for line in CostLine.objects.filter(measure__in=ids):
        entry = CostEntry(
            year=line.year,
            kind=line.get_kind_display(),
            label=line.label,
            planned_eur=line.planned_eur,
            actual_eur=line.actual_eur,
            budget_line="",
        )
        found.setdefault(line.measure_id, []).append(entry)
    return found
