"""Sums of money, exact to the cent: what a measure costs, who pays it, and in which year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from measures.models.money import own_share

NOTHING = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Financing:
    """Planned cost and who pays it: grants that are granted, grants that are hoped for, the rest oneself."""

    cost: Decimal = NOTHING
    granted: Decimal = NOTHING
    hoped: Decimal = NOTHING

    def __add__(self, other: "Financing") -> "Financing":
        return Financing(
            self.cost + other.cost, self.granted + other.granted, self.hoped + other.hoped
        )

    @property
    def own_share(self) -> Decimal:
        return own_share(self.cost, self.granted + self.hoped)

    @property
    def is_empty(self) -> bool:
        return not (self.cost or self.granted or self.hoped)


def spread(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Divide an amount in proportion to the weights; the parts add up to it to the cent.

    What rounding leaves goes cent by cent to the parts that lost most, of equal ones to the first.
    """
    whole = sum(weights)
    if not whole:
        raise ValueError("nothing to spread over")
    exact = [amount * weight / whole for weight in weights]
    parts = [each.quantize(CENT, ROUND_DOWN) for each in exact]
    left = int((amount - sum(parts)) / CENT)
    by_loss = sorted(range(len(parts)), key=lambda index: parts[index] - exact[index])
    for index in by_loss[:left]:
        parts[index] += CENT
    return parts


def by_year(planned: dict[int, Decimal], granted: Decimal, hoped: Decimal) -> dict[int, Financing]:
    """The financing of one measure by budget year.

    Decisions name no years, or others than the budget: grants are spread like the planned cost.
    Without planned cost there is no year to put them into, and the result is empty.
    """
    years = sorted(year for year, cost in planned.items() if cost)
    if not years:
        return {}
    weights = [planned[year] for year in years]
    parts = zip(years, weights, spread(granted, weights), spread(hoped, weights), strict=True)
    return {year: Financing(cost, sure, unsure) for year, cost, sure, unsure in parts}
