"""Whether two questions hang together: chi-square, Cramér's V, and what may be said about it.

    χ²  = n Σ (p_ij − p_i· p_·j)² / (p_i· p_·j)      (Pearson 1900), with (r − 1)(c − 1) degrees of freedom
    V   = √(φ² / (min(r, c) − 1)),  φ² = χ² / n       (Cramér 1946, §21.9)
    Ṽ   = √(φ̃² / (min(r̃, c̃) − 1))                    (Bergsma 2013, J. Korean Stat. Soc. 42(3)):
          φ̃² = max(0, φ² − (r−1)(c−1)/(n−1)),  r̃ = r − (r−1)²/(n−1),  c̃ likewise

Even where nothing hangs together, V is larger than 0 by chance, the more so the fewer people and the more cells;
Ṽ takes that off. The sentence on the page speaks of V and warns where Ṽ says less.

Weighted tables are tested on the effective n instead of n. That is the first-order correction of Rao and Scott
(1984, Annals of Statistics 12(1)): χ² divided by a mean design effect, here Kish's 1 + CV²(w), because a survey
without a sampling plan has no other. It is careful: raking often costs less certainty than that.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from participation.surveys.statistics.weights import Floats

# Cochran (1954, Biometrics 10(4)): below these expected counts χ² is no longer followed.
FEW, MOST_FEW = 5, 0.2
# Cohen (1988, §7.2) for w; applied to V itself, as is usual, which is careful for large tables.
WEAK, MEDIUM, STRONG = 0.1, 0.3, 0.5
UNLIKELY, VERY_UNLIKELY = 0.05, 0.001


class Strength(StrEnum):
    """How closely two questions hang together."""

    HARDLY = "hardly"
    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"


@dataclass(frozen=True)
class Association:
    """The test of a table. ``n`` is what it rests on: people, or of a weighted table the effective n."""

    chi_square: float
    degrees: int
    p: float
    v: float
    v_corrected: float
    n: float
    # The smallest expected count, and which part of the cells expects fewer than 5.
    smallest_expected: float
    few_expected: float

    @property
    def is_thin(self) -> bool:
        """Whether cells are too thinly filled for p to be trusted (Cochran's rule)."""
        return self.smallest_expected < 1 or self.few_expected > MOST_FEW

    @property
    def strength(self) -> Strength:
        steps = ((STRONG, Strength.STRONG), (MEDIUM, Strength.MEDIUM), (WEAK, Strength.WEAK))
        return next((name for least, name in steps if self.v >= least), Strength.HARDLY)


def association_of(cells: Floats, n: float) -> Association | None:
    """Test a table of counts that may be weighted; None where there is nothing to compare.

    Empty rows and columns do not count: nobody could have been in them.
    """
    filled = cells[cells.sum(axis=1) > 0][:, cells.sum(axis=0) > 0]
    high, wide = filled.shape
    if min(high, wide) < 2 or n <= 1:
        return None
    shares = filled / filled.sum()
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    phi = float(((shares - expected) ** 2 / expected).sum())
    degrees = (high - 1) * (wide - 1)
    return Association(
        chi_square=n * phi,
        degrees=degrees,
        p=_chance(degrees, n * phi),
        v=float(np.sqrt(phi / (min(high, wide) - 1))),
        v_corrected=_corrected(phi, high, wide, n),
        n=n,
        smallest_expected=float(n * expected.min()),
        few_expected=float(np.mean(n * expected < FEW)),
    )


def _chance(degrees: int, chi_square: float) -> float:
    """How likely chance alone gives so large a χ²."""
    # Loading this takes a third of a second, and only who looks at a cross-tab needs it.
    from scipy.special import chdtrc  # noqa: PLC0415

    return float(chdtrc(degrees, chi_square))


def _corrected(phi: float, high: int, wide: int, n: float) -> float:
    """Cramér's V without the part that chance alone gives it."""
    left = max(0.0, phi - (high - 1) * (wide - 1) / (n - 1))
    sides = [side - (side - 1) ** 2 / (n - 1) for side in (high, wide)]
    room = min(sides) - 1
    return min(1.0, float(np.sqrt(left / room))) if room > 0 else 0.0
