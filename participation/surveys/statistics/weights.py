"""Weights: how much each response counts, and what weighting costs in certainty.

A weight of 2 lets one response count like two. Whoever weights gains a sample that looks like the population
and pays with certainty: figures vary as if fewer people had answered. Kish's design effect says how much.

    effective n    n_eff = (Σw)² / Σw²                        (Kish, Survey Sampling, 1965, §11.7)
    design effect  deff = n / n_eff = 1 + CV²(w)              (Kish 1992, Journal of Official Statistics 8(2))
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Weights:
    """One weight for each response of a table, in the order of its rows."""

    code: str
    title: str
    values: Floats

    @cached_property
    def effective(self) -> float:
        """How many unweighted responses would say as much (Kish)."""
        return effective_size(self.values)

    @cached_property
    def design_effect(self) -> float:
        """By how much variances grow because people do not count alike; 1 means not at all."""
        return self.counted / self.effective if self.effective else 1.0

    @property
    def counted(self) -> int:
        """Responses that count at all: a weight of 0 leaves somebody out."""
        return int(np.count_nonzero(self.values))

    @property
    def smallest(self) -> float:
        return float(self.values.min(initial=np.inf)) if self.values.size else 0.0

    @property
    def largest(self) -> float:
        return float(self.values.max(initial=0.0))


def effective_size(values: Floats) -> float:
    """Kish's effective sample size of these weights: (Σw)² / Σw²."""
    squares = float(np.dot(values, values))
    return float(values.sum()) ** 2 / squares if squares else 0.0
