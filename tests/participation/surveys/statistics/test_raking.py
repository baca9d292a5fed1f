"""Raking: against an iteration by hand, against a slow one, and what always holds."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from participation.surveys.statistics.raking import TOLERANCE, Margin, bounded, rake
from participation.surveys.statistics.weights import Weights, effective_size

pytestmark = pytest.mark.slow


def margin(groups: list[int], people: list[float]) -> Margin:
    return Margin(np.array(groups, dtype=np.intp), np.array(people, dtype=np.float64))


def test_one_margin_is_met_by_one_multiplication() -> None:
    """Of ten people three are young; in the county it is half."""
    raked = rake([margin([0] * 3 + [1] * 7, [500, 500])], lower=0.01, upper=100)
    assert raked.values[:3] == pytest.approx(5 / 3)
    assert raked.values[3:] == pytest.approx(5 / 7)
    assert (raked.rounds, raked.fits) == (1, True)


def test_two_margins_by_hand() -> None:
    """2 × 2 people (30, 10 / 20, 40); both margins to half and half.

    The odds ratio (30 · 40) / (10 · 20) = 6 stays; with equal margins the table is p, 1/2 − p / 1/2 − p, p
    with p² / (1/2 − p)² = 6, so p = √6 / (2 (1 + √6)).
    """
    rows = [0] * 40 + [1] * 60
    columns = [0] * 30 + [1] * 10 + [0] * 20 + [1] * 40
    raked = rake([margin(rows, [1, 1]), margin(columns, [1, 1])], lower=0.01, upper=100)
    p = np.sqrt(6) / (2 * (1 + np.sqrt(6)))
    assert raked.values[:30].sum() / 100 == pytest.approx(p, abs=1e-4)
    assert raked.values[30:40].sum() / 100 == pytest.approx(0.5 - p, abs=1e-4)
    assert raked.fits


def test_who_did_not_answer_keeps_the_share_and_the_weight_of_the_others_moves() -> None:
    raked = rake([margin([-1] * 5 + [0] * 1 + [1] * 4, [1, 1])], lower=0.01, upper=100)
    assert raked.values[:5] == pytest.approx(1)
    assert raked.values[5] == pytest.approx(2.5)
    assert raked.values[6:] == pytest.approx(0.625)


def test_limits_hold_inside_the_iteration_and_what_is_missed_is_told() -> None:
    raked = rake([margin([0] * 2 + [1] * 98, [50, 50])], lower=0.2, upper=5)
    assert raked.values.max() == 5
    assert raked.values.mean() == pytest.approx(1)
    assert (raked.at_upper, raked.fits) == (2, False)
    # Two people with weight 5 are a tenth of all, not half.
    assert raked.distance == pytest.approx(0.4)


def test_a_group_that_nobody_belongs_to_is_named() -> None:
    assert margin([0, 0, 2, -1], [1, 1, 1]).empty == [1]


def test_cutting_keeps_the_mean() -> None:
    times = np.array([1.0, 10.0, 100.0])
    cut = bounded(np.array([40.0, 1.0, 0.01]), times, 0.5, 3.0)
    assert np.dot(cut, times) / times.sum() == pytest.approx(1)
    assert (cut.min() >= 0.5, cut.max() <= 3) == (True, True)


# -- against another way -----------------------------------------------------------------------------
def slowly(margins: list[tuple[list[int], list[float]]], rounds: int = 400) -> list[float]:
    """Person by person, with plain Python, without limits."""
    n = len(margins[0][0])
    weights = [1.0] * n
    for _round in range(rounds):
        for groups, people in margins:
            known = sum(group >= 0 for group in groups) / n
            for number, count in enumerate(people):
                mine = [person for person in range(n) if groups[person] == number]
                have = sum(weights[person] for person in mine)
                wanted = count / sum(people) * known * n
                for person in mine:
                    weights[person] *= wanted / have
            silent = [person for person in range(n) if groups[person] < 0]
            have = sum(weights[person] for person in silent)
            for person in silent:
                weights[person] *= len(silent) / have
    return weights


@st.composite
def samples(draw: Any) -> list[tuple[list[int], list[float]]]:
    """Up to three margins of 12 to 40 people, each group with somebody in it."""
    n = draw(st.integers(12, 40))
    margins = []
    for _number in range(draw(st.integers(1, 3))):
        size = draw(st.integers(2, 4))
        groups = draw(st.lists(st.integers(-1, size - 1), min_size=n, max_size=n))
        groups[:size] = range(size)
        people = draw(st.lists(st.integers(20, 100), min_size=size, max_size=size))
        margins.append((groups, [float(count) for count in people]))
    return margins


@settings(max_examples=40, deadline=None)
@given(samples())
@pytest.mark.slow
def test_raking_agrees_with_a_slow_one(sample: list[tuple[list[int], list[float]]]) -> None:
    raked = rake([margin(*each) for each in sample], lower=1e-4, upper=1e4)
    # Margins that contradict each other have no weights at all; then there is nothing to agree with.
    assume(raked.fits)
    assert raked.values == pytest.approx(slowly(sample), abs=2e-2)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(samples(), st.floats(0.05, 0.9), st.floats(1.2, 8))
def test_the_mean_is_one_the_limits_hold_and_the_distance_is_true(
    sample: list[tuple[list[int], list[float]]], lower: float, upper: float
) -> None:
    margins = [margin(*each) for each in sample]
    raked = rake(margins, lower=lower, upper=upper)
    assert raked.values.mean() == pytest.approx(1)
    assert raked.values.min() >= lower - 1e-12
    assert raked.values.max() <= upper + 1e-12
    gaps = [
        abs(raked.values[each.groups == number].sum() / each.groups.size - target)
        for each in margins
        for number, target in enumerate(each.targets()[:-1])
    ]
    assert max(gaps) <= raked.distance + 1e-9
    assert not raked.fits or max(gaps) <= TOLERANCE + 1e-9


# -- what weighting costs ----------------------------------------------------------------------------
def test_effective_size_and_design_effect_by_hand() -> None:
    """Weights 1, 1, 2: (Σw)² / Σw² = 16 / 6; 1 + CV² = 1 + (2/9) / (16/9) = 9 / 8."""
    weights = Weights("w", "W", np.array([1.0, 1.0, 2.0]))
    assert weights.effective == pytest.approx(16 / 6)
    assert weights.design_effect == pytest.approx(9 / 8)
    assert (weights.smallest, weights.largest, weights.counted) == (1, 2, 3)


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=50))
def test_the_design_effect_is_one_plus_the_squared_variation(values: list[float]) -> None:
    found = np.array(values)
    variation = found.std() / found.mean()
    assert found.size / effective_size(found) == pytest.approx(1 + variation**2)
    assert effective_size(found) <= found.size + 1e-9


def test_nobody_is_as_certain_as_nobody() -> None:
    weights = Weights("w", "W", np.zeros(3))
    assert (weights.effective, weights.design_effect) == (0, 1)
    nobody = Weights("w", "W", np.zeros(0))
    assert (nobody.smallest, nobody.largest) == (0, 0)
