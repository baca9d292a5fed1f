"""Cost and grants added up: of one measure for its page, of many for the overview."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from uuid import UUID

from measures.models import CostLine, Grant, Measure, MeasureQuerySet
from measures.money import NOTHING, Financing, by_year
from measures.queries.costs import CostEntry
from measures.queries.grants import GrantEntry

# What came to nothing is not paid for; a measure that was merged is paid for where it went.
GIVEN_UP = (Measure.State.REJECTED, Measure.State.CANCELLED, Measure.State.MERGED)


@dataclass(frozen=True)
class MoneyRow:
    """One line of a table of money; ``actual`` is None as long as nobody reported anything."""

    label: str
    financing: Financing
    actual: Decimal | None = None


@dataclass(frozen=True)
class MeasureMoney:
    """The money of one measure, added up."""

    years: list[MoneyRow]
    total: MoneyRow
    frame: Decimal | None

    @property
    def is_known(self) -> bool:
        return bool(self.years) or self.frame is not None or not self.total.financing.is_empty

    @property
    def other_frame(self) -> Decimal | None:
        """The frame, where the lines add up to something else."""
        return self.frame if self.years and self.frame != self.total.financing.cost else None


def money_of(
    costs: Sequence[CostEntry], grants: Sequence[GrantEntry], frame: Decimal | None
) -> MeasureMoney:
    """What the lines and grants of one measure come to; without lines the frame is the cost."""
    purse = Purse(frame)
    for line in costs:
        purse.add_cost(line.year, line.planned_eur, line.actual_eur)
    for grant in grants:
        purse.add_grant(grant.state, grant.amount_eur)
    return money_in(purse)


class Purse:
    """Collects the money of one measure."""

    def __init__(self, frame: Decimal | None = None) -> None:
        self.frame = frame
        self.planned: dict[int, Decimal] = {}
        self.actual: dict[int, Decimal] = {}
        self.granted = self.hoped = NOTHING

    def add_cost(self, year: int, planned: Decimal, actual: Decimal | None) -> None:
        self.planned[year] = self.planned.get(year, NOTHING) + planned
        if actual is not None:
            self.actual[year] = self.actual.get(year, NOTHING) + actual

    def add_grant(self, state: str, amount: Decimal) -> None:
        if state in Grant.GRANTED:
            self.granted += amount
        elif state != Grant.State.REFUSED:
            self.hoped += amount

    @property
    def financing(self) -> Financing:
        cost = sum(self.planned.values(), NOTHING) if self.planned else self.frame or NOTHING
        return Financing.of(cost, self.granted, self.hoped)

    @property
    def years(self) -> dict[int, Financing]:
        """By budget year, with years in which money was only spent."""
        planned = by_year(self.planned, self.granted, self.hoped)
        return {year: planned.get(year, Financing()) for year in {*self.planned, *self.actual}}

    @property
    def undated(self) -> Financing:
        """What no budget year is named for yet."""
        return Financing() if by_year(self.planned, NOTHING, NOTHING) else self.financing

    @property
    def is_unknown(self) -> bool:
        return not self.planned and self.frame is None


def money_in(purse: Purse) -> MeasureMoney:
    """What one purse comes to."""
    return MeasureMoney(
        years=_year_rows(purse.years, purse.actual),
        total=MoneyRow("", purse.financing, _sum(purse.actual.values())),
        frame=purse.frame,
    )


@dataclass(frozen=True)
class MoneyOverview:
    """What a choice of measures costs, by year and by field of action; the sums of both are ``total``."""

    years: list[MoneyRow]
    undated: Financing
    fields: list[MoneyRow]
    total: MoneyRow
    count: int
    # How many of them say nothing about cost, and how many were not counted.
    unknown: int
    given_up: int


def money_overview(measures: MeasureQuerySet, *, counts_given_up: bool = False) -> MoneyOverview:
    """Add up what the measures cost; what was given up only where somebody asks for it."""
    rows = list(measures.select_related("field__successor"))
    counted = [row for row in rows if counts_given_up or row.state not in GIVEN_UP]
    below = _by_field(counted, _purses(counted))
    return overview_of(below, given_up=len(rows) - len(counted))


def overview_of(
    fields: Iterable[tuple[str, Sequence[Purse]]], *, given_up: int = 0
) -> MoneyOverview:
    """The purses of measures added up, below the names of their fields and in this order."""
    below = list(fields)
    each = [purse for _name, purses in below for purse in purses]
    return MoneyOverview(
        years=_years(each),
        undated=_added(purse.undated for purse in each),
        fields=[_field_row(name, purses) for name, purses in below],
        total=MoneyRow("", _added(purse.financing for purse in each), _sum(_actual(each).values())),
        count=len(each),
        unknown=sum(purse.is_unknown for purse in each),
        given_up=given_up,
    )


def _purses(measures: Collection[Measure]) -> dict[UUID, Purse]:
    purses = {measure.pk: Purse(measure.cost_eur) for measure in measures}
    lines = CostLine.objects.filter(measure__in=purses)
    for pk, year, planned, actual in lines.values_list(
        "measure_id", "year", "planned_eur", "actual_eur"
    ):
        purses[pk].add_cost(year, planned, actual)
    grants = Grant.objects.filter(measure__in=purses)
    for pk, state, amount in grants.values_list("measure_id", "state", "amount_eur"):
        purses[pk].add_grant(state, amount)
    return purses


def _years(purses: Sequence[Purse]) -> list[MoneyRow]:
    years: dict[int, Financing] = {}
    for purse in purses:
        for year, financing in purse.years.items():
            years[year] = years.get(year, Financing()) + financing
    return _year_rows(years, _actual(purses))


def _actual(purses: Iterable[Purse]) -> dict[int, Decimal]:
    actual: dict[int, Decimal] = {}
    for purse in purses:
        for year, amount in purse.actual.items():
            actual[year] = actual.get(year, NOTHING) + amount
    return actual


def _year_rows(years: dict[int, Financing], actual: dict[int, Decimal]) -> list[MoneyRow]:
    return [MoneyRow(str(year), years[year], actual.get(year)) for year in sorted(years)]


def _by_field(
    measures: Sequence[Measure], purses: dict[UUID, Purse]
) -> list[tuple[str, list[Purse]]]:
    """Below the main field of action, as it is called today."""
    by_field: dict[UUID, list[Purse]] = {}
    fields = {row.field.today.pk: row.field.today for row in measures}
    for row in measures:
        by_field.setdefault(row.field.today.pk, []).append(purses[row.pk])
    ordered = sorted(fields.values(), key=lambda field: (field.position, field.name))
    return [(field.name, by_field[field.pk]) for field in ordered]


def _field_row(name: str, purses: Sequence[Purse]) -> MoneyRow:
    financing = _added(purse.financing for purse in purses)
    return MoneyRow(name, financing, _sum(_actual(purses).values()))


def _added(several: Iterable[Financing]) -> Financing:
    return reduce(lambda one, other: one + other, several, Financing())


def _sum(amounts: Collection[Decimal]) -> Decimal | None:
    return sum(amounts, NOTHING) if amounts else None
