"""Grants of measures, with the days that still matter."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from measures.models import Grant, Measure


@dataclass(frozen=True)
class GrantDay:
    """A day of a grant with its name: a deadline ahead, or a step that was taken."""

    name: str
    label: str
    day: date


@dataclass(frozen=True)
class GrantEntry:
    """Money of a funding programme for a measure."""

    pk: int
    programme: str
    authority: str
    state: str
    state_label: str
    amount_eur: Decimal
    rate: Decimal | None
    deadlines: list[GrantDay]
    steps: list[GrantDay]
    # Empty for everybody outside of the office.
    note: str

    @property
    def is_granted(self) -> bool:
        return self.state in Grant.GRANTED

    @property
    def is_refused(self) -> bool:
        return self.state == Grant.State.REFUSED


@dataclass(frozen=True)
class GrantLine:
    """A grant in a list of many measures."""

    number: str
    measure: str
    url: str
    grant: GrantEntry


STEPS = ("applied_on", "decided_on", "drawn_on", "settled_on")


def grants_of(ids: Collection[UUID], *, internal: bool = False) -> dict[UUID, list[GrantEntry]]:
    """The grants of each measure that has some; notes only for the office."""
    found: dict[UUID, list[GrantEntry]] = {}
    for grant in Grant.objects.filter(measure__in=ids):
        found.setdefault(grant.measure_id, []).append(_entry(grant, internal=internal))
    return found


def grant_lines(measures: Iterable[Measure]) -> list[GrantLine]:
    """The grants of these measures, in their order."""
    rows = list(measures)
    found = grants_of([row.pk for row in rows])
    return [
        GrantLine(row.number, row.title, row.get_absolute_url(), grant)
        for row in rows
        for grant in found.get(row.pk, [])
    ]


def _entry(grant: Grant, *, internal: bool) -> GrantEntry:
    steps = [(name, day) for name in STEPS if (day := getattr(grant, name))]
    return GrantEntry(
        pk=grant.pk,
        programme=grant.programme,
        authority=grant.authority,
        state=grant.state,
        state_label=grant.get_state_display(),
        amount_eur=grant.amount_eur,
        rate=grant.rate,
        deadlines=[_day(name, day) for name, day in grant.deadlines()],
        steps=[_day(name, day) for name, day in steps],
        note=grant.note if internal else "",
    )


def _day(name: str, day: date) -> GrantDay:
    return GrantDay(name, Grant.called(name), day)
