"""Money and staff of all measures, added up from the frozen lines to the cent.

What measures come to and who pays it is counted by the same code as on the page of money. Text, tables and
figures of a report read the sums here and nowhere else, so they cannot contradict each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import CostLine
from measures.money import NOTHING
from measures.queries.money import (
    GIVEN_UP,
    MeasureMoney,
    MoneyOverview,
    Purse,
    money_in,
    overview_of,
)

Content = dict[str, Any]


def counted(content: Content) -> list[Content]:
    """Measures whose money counts: what was given up costs nothing any more."""
    return [each for each in content["measures"] if each["card"]["state"] not in GIVEN_UP]


def purse_of(measure: Content) -> Purse:
    """The money of one frozen profile; profiles of earlier days know nothing but their frame."""
    frame = measure["cost_eur"]
    purse = Purse(Decimal(frame) if frame is not None else None)
    for line in measure.get("costs", ()):
        actual = line["actual_eur"]
        purse.add_cost(
            line["year"], Decimal(line["planned_eur"]), None if actual is None else Decimal(actual)
        )
    for grant in measure.get("grants", ()):
        purse.add_grant(grant["state"], Decimal(grant["amount_eur"]))
    return purse


def money_of_measure(measure: Content) -> MeasureMoney:
    """The money of one frozen profile, added up."""
    return money_in(purse_of(measure))


def overview(content: Content) -> MoneyOverview:
    """All measures by year and by field of action, the fields in the order of the strategy."""
    measures = counted(content)
    below = groupby(sorted(measures, key=_place(content)), key=lambda each: each["card"]["field"])
    fields = [(name, [purse_of(each) for each in inside]) for name, inside in below]
    return overview_of(fields, given_up=len(content["measures"]) - len(measures))


def _place(content: Content) -> Any:
    reading = content.get("reading") or {"fields": []}
    order = {field["name"]: place for place, field in enumerate(reading["fields"])}

    def place(measure: Content) -> tuple[int, str, str]:
        card = measure["card"]
        return order.get(card["field"], len(order)), card["field"], card["number"]

    return place


# -- cost by year and kind ---------------------------------------------------------------------
@dataclass(frozen=True)
class CostRow:
    """What one year, or all of them, costs: by kind, together, and what was spent."""

    label: str
    kinds: list[Decimal]
    frames: Decimal
    total: Decimal
    actual: Decimal | None


@dataclass(frozen=True)
class CostTable:
    heads: list[str]
    rows: list[CostRow]
    total: CostRow


def costs_by_kind(content: Content) -> CostTable:
    """Planned cost by budget year and kind; a frame that is not divided has neither."""
    measures = counted(content)
    lines = [line for each in measures for line in each.get("costs", ())]
    years = sorted({line["year"] for line in lines})
    heads = list(dict.fromkeys(line["kind"] for line in sorted(lines, key=_kind_place)))
    rows = [
        _cost_row(str(year), heads, [line for line in lines if line["year"] == year], NOTHING)
        for year in years
    ]
    frames = sum((_undivided(each) for each in measures), NOTHING)
    if frames:
        rows.append(_cost_row(_("nicht auf Jahre aufgeteilt"), heads, [], frames))
    return CostTable(heads, rows, _cost_row(_("Summe"), heads, lines, frames))


def _kind_place(line: Content) -> int:
    labels = [str(kind.label) for kind in CostLine.Kind]
    return labels.index(line["kind"]) if line["kind"] in labels else len(labels)


def _undivided(measure: Content) -> Decimal:
    return NOTHING if measure.get("costs") else Decimal(measure["cost_eur"] or 0)


def _cost_row(
    label: str, heads: Sequence[str], lines: Sequence[Content], frames: Decimal
) -> CostRow:
    kinds = [_planned(line for line in lines if line["kind"] == head) for head in heads]
    spent = [Decimal(line["actual_eur"]) for line in lines if line["actual_eur"] is not None]
    return CostRow(
        label=label,
        kinds=kinds,
        frames=frames,
        total=sum(kinds, frames),
        actual=sum(spent, NOTHING) if spent else None,
    )


def _planned(lines: Iterable[Content]) -> Decimal:
    return sum((Decimal(line["planned_eur"]) for line in lines), NOTHING)


# -- grants ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class GrantRow:
    """A grant with the days that still matter."""

    card: Content
    grant: Content
    amount: Decimal
    # Days that have passed although they must not be missed.
    missed: list[Content]


@dataclass(frozen=True)
class Grants:
    """All grants; refused ones are listed and add nothing to the sums."""

    rows: list[GrantRow]
    granted: Decimal
    hoped: Decimal

    @property
    def total(self) -> Decimal:
        return self.granted + self.hoped

    @property
    def has_missed(self) -> bool:
        return any(row.missed for row in self.rows)


def grants(content: Content) -> Grants:
    """The grants of all measures that count, by number."""
    rows = [
        GrantRow(each["card"], grant, Decimal(grant["amount_eur"]), _missed(grant, content))
        for each in counted(content)
        for grant in each.get("grants", ())
    ]
    purses = [purse_of(each) for each in counted(content)]
    return Grants(
        rows,
        granted=sum((purse.granted for purse in purses), NOTHING),
        hoped=sum((purse.hoped for purse in purses), NOTHING),
    )


MISSABLE = ("apply_by", "draw_by", "proof_by")


def _missed(grant: Content, content: Content) -> list[Content]:
    return [
        each
        for each in grant["deadlines"]
        if each["name"] in MISSABLE and each["day"] < content["made_on"]
    ]


# -- staff -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Staff:
    """Full-time equivalents that measures need, where they say so."""

    rows: list[tuple[Content, Decimal]]
    unknown: int

    @property
    def total(self) -> Decimal:
        return sum((fte for _card, fte in self.rows), NOTHING)


def staff(content: Content) -> Staff:
    measures = counted(content)
    rows = [(each["card"], Decimal(each["fte"])) for each in measures if each.get("fte")]
    return Staff(rows, unknown=len(measures) - len(rows))


PAYERS = {
    "granted": gettext_lazy("bewilligte Fördermittel"),
    "hoped": gettext_lazy("beantragte oder geplante Fördermittel"),
    "own_share": gettext_lazy("Eigenanteil"),
}


@dataclass(frozen=True)
class Payer:
    label: str
    amount: Decimal


def payers(money: MoneyOverview) -> list[Payer]:
    """Who pays for all measures together."""
    financing = money.total.financing
    return [Payer(str(label), getattr(financing, name)) for name, label in PAYERS.items()]
