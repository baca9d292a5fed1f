"""Whether two groups differ by more than chance: the difference of two shares and its interval.

The 95 % interval is Newcombe's (1998, Statistics in Medicine 17, method 10), made of the Wilson intervals (l, u)
of both shares. It stays within ±100 points and holds for small groups, where the textbook one (Wald) fails:

    δ = √((p₁ − l₁)² + (u₂ − p₂)²),  ε = √((u₁ − p₁)² + (p₂ − l₂)²),  p₁ − p₂ lies in (p₁ − p₂ − δ, p₁ − p₂ + ε)

Weighted shares take Kish's effective n of their group for n.
"""

from dataclasses import dataclass
from math import sqrt

from participation.surveys.statistics.crosstab import Counted

# The 97.5 % quantile of the normal distribution: 95 % lie between −z and z.
Z = 1.959963984540054


@dataclass(frozen=True)
class Share:
    """A share of a group, and on how many people (effectively) it rests."""

    value: float
    n: float


@dataclass(frozen=True)
class Difference:
    """By how much one share is larger than another, between which bounds with 95 % certainty."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0: chance alone would rarely make such a difference."""
        return self.low > 0 or self.high < 0


def wilson(share: Share) -> tuple[float, float]:
    """The 95 % interval of one share (Wilson 1927, JASA 22)."""
    p, n = share.value, share.n
    middle = (2 * n * p + Z**2) / (2 * (n + Z**2))
    half = Z * sqrt(Z**2 + 4 * n * p * (1 - p)) / (2 * (n + Z**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def difference(one: Share, other: Share) -> Difference | None:
    """``one`` minus ``other``; None where nobody is in one of the groups."""
    if one.n <= 0 or other.n <= 0:
        return None
    (low, high), (other_low, other_high) = wilson(one), wilson(other)
    value = one.value - other.value
    down = sqrt((one.value - low) ** 2 + (other_high - other.value) ** 2)
    up = sqrt((high - one.value) ** 2 + (other.value - other_low) ** 2)
    return Difference(value, value - down, value + up)


def against_the_rest(counted: Counted, row: int, column: int) -> Difference | None:
    """The share of a row in one column, minus its share among all who are not in that column."""
    total, base = counted.total, float(counted.column_bases[column])
    squares = float(counted.column_squares[column])
    count, all_counts = float(counted.cells[row, column]), float(counted.row_bases[row])
    rest, rest_squares = total - base, counted.squares - squares
    # Sums of weights are not exact; less than a thousandth of a person is nobody.
    if base <= 0 or squares <= 0 or rest < 1e-3 or rest_squares <= 0:
        return None
    one = Share(_within(count / base), base**2 / squares)
    return difference(one, Share(_within((all_counts - count) / rest), rest**2 / rest_squares))


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))
