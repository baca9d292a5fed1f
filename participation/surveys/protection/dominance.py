"""Means and sums of numbers: nobody may contribute so much that others can work out how much."""

from typing import Any

import numpy as np

from participation.surveys.protection.policy import POLICY, Policy


def may_show_mean(values: Any, policy: Policy = POLICY) -> bool:
    """Whether the mean of these numbers gives away none of them.

    p % rule (Statistical Disclosure Control, Hundepool et al. 2012, §4.2): the second largest contributor
    knows the total and the own number; what remains for the largest must miss it by at least p per
    cent. With fewer people than a table needs, nothing is shown at all.
    """
    known = np.sort(np.abs(values[np.isfinite(values)]))[::-1]
    if len(known) < policy.least_base:
        return False
    largest, rest = float(known[0]), float(known[2:].sum())
    return largest == 0 or rest >= policy.dominance_per_cent / 100 * largest
