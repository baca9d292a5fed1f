"""Sums of money, exact to the cent: what a measure costs, who pays it, and in which year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from measures.models.money import own_share

NOTHING = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Financing:
    """Planned cost and who pays it: what is granted, what is hoped for, the rest (Eigenanteil) oneself.

    Shares are added, not worked out from sums: a grant of one measure pays for no other one.
    """

    cost: Decimal = NOTHING
    granted: Decimal = NOTHING
    hoped: Decimal = NOTHING
    own_share: Decimal = NOTHING

    @classmethod
    def of(cls, cost: Decimal, granted: Decimal, hoped: Decimal) -> "Financing":
        return cls(cost, granted, hoped, own_share(cost, granted + hoped))

    def __add__(self, other: "Financing") -> "Financing":
        return Financing(
            self.cost + other.cost,
            self.granted + other.granted,
            self.hoped + other.hoped,
            self.own_share + other.own_share,
        )

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
    costs = [planned[year] for year in years]
    sure = spread(granted, costs)
    # What is hoped for fills what is still open, so that no year gets more than it costs.
    still_open = [own_share(cost, part) for cost, part in zip(costs, sure, strict=True)]
    unsure = spread(hoped, still_open if any(still_open) else costs)
    return {
        year: Financing.of(*amounts)
        for year, *amounts in zip(years, costs, sure, unsure, strict=True)
    }
