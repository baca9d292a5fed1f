"""Deadlines of grants: the list with its warnings, for the page of money, the desk and reminders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from measures.deadlines import FAR, TONES, stage_of, time_left
from measures.models import Grant, Measure


@dataclass(frozen=True)
class Deadline:
    """One day of one grant that still matters."""

    measure_id: UUID
    measure: str
    measure_url: str
    responsible_id: int | None
    grant_id: int
    programme: str
    amount_eur: Decimal
    name: str
    label: str
    day: date
    # How near it is, in words and as stage (see measures.deadlines).
    left: str
    stage: str

    @property
    def url(self) -> str:
        """Where the grant stands on the page of its measure."""
        return f"{self.measure_url}#geld"

    @property
    def tone(self) -> str:
        return TONES[self.stage]

    @property
    def is_near(self) -> bool:
        return self.stage != FAR


def deadlines_of(measures: Iterable[UUID] | None, *, on: date) -> list[Deadline]:
    """What is ahead of these measures (of all of them with None) or was missed, soonest first."""
    grants = Grant.objects.select_related("measure").order_by("pk")
    if measures is not None:
        grants = grants.filter(measure__in=measures)
    found = [
        _deadline(grant, grant.measure, name, day, on)
        for grant in grants
        for name, day in grant.deadlines()
        if day >= on or name in Grant.MISSABLE
    ]
    return sorted(found, key=lambda each: (each.day, each.measure, each.grant_id))


def deadlines_by_measure(measures: Iterable[UUID], *, on: date) -> dict[UUID, list[Deadline]]:
    """The same, by measure."""
    found: dict[UUID, list[Deadline]] = {}
    for each in deadlines_of(measures, on=on):
        found.setdefault(each.measure_id, []).append(each)
    return found


def missed_or_near(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Those that deserve a warning."""
    return [each for each in deadlines if each.is_near]


def _deadline(grant: Grant, measure: Measure, name: str, day: date, on: date) -> Deadline:
    return Deadline(
        measure_id=measure.pk,
        measure=str(measure),
        measure_url=measure.get_absolute_url(),
        responsible_id=measure.responsible_id,
        grant_id=grant.pk,
        programme=grant.programme,
        amount_eur=grant.amount_eur,
        name=name,
        label=Grant.called(name),
        day=day,
        left=time_left(day, on=on),
        stage=stage_of(day, on=on),
    )
