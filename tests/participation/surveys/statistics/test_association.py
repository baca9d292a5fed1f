"""Chi-square, Cramér's V and differences against values that were published or computed elsewhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.surveys.statistics.association import Strength, association_of
from participation.surveys.statistics.differences import Share, difference, wilson

pytestmark = pytest.mark.slow


def cells(*rows: list[float]) -> np.ndarray:  # type: ignore[type-arg]
    return np.array(rows, dtype=np.float64)


def test_hair_and_eyes() -> None:
    """Snee (1974, American Statistician 28): 592 students, hair by eyes; χ² = 138.29, 9 degrees, V = 0.279."""
    table = cells([68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16])
    found = association_of(table, table.sum())
    assert found is not None
    assert found.chi_square == pytest.approx(138.29, abs=0.005)
    assert found.degrees == 9
    assert found.v == pytest.approx(0.279, abs=0.0005)
    assert found.p < 1e-20
    assert found.strength == Strength.WEAK
    assert not found.is_thin


def test_two_by_two_by_hand() -> None:
    """n (ad − bc)² over the product of the margins; p of χ² = 4 with one degree is 0.0455."""
    table = cells([30, 20], [20, 30])
    found = association_of(table, 100)
    assert found is not None
    assert found.chi_square == pytest.approx(100 * (900 - 400) ** 2 / 50**4)
    assert found.p == pytest.approx(0.04550026)
    assert found.v == pytest.approx(0.2)
    # Bergsma: φ̃² = 0.04 − 1/99, both sides 2 − 1/99.
    assert found.v_corrected == pytest.approx(np.sqrt((0.04 - 1 / 99) / (1 - 1 / 99)))


def test_a_weighted_table_is_tested_on_fewer_people_and_hangs_together_as_before() -> None:
    full = association_of(cells([30, 20], [20, 30]), 100)
    weighted = association_of(cells([60, 40], [40, 60]), 50)
    assert full is not None
    assert weighted is not None
    assert weighted.v == pytest.approx(full.v)
    assert weighted.chi_square == pytest.approx(full.chi_square / 2)
    assert weighted.p > full.p


def test_lines_without_people_do_not_count_and_one_line_compares_nothing() -> None:
    found = association_of(cells([3, 0, 4], [0, 0, 0], [2, 0, 8]), 17)
    assert found is not None
    assert found.degrees == 1
    assert found.is_thin
    assert association_of(cells([3, 4], [0, 0]), 7) is None
    assert association_of(cells([0, 0], [0, 0]), 0) is None


@pytest.mark.parametrize(
    ("diagonal", "strength"),
    [(51, Strength.HARDLY), (60, Strength.WEAK), (70, Strength.MEDIUM), (90, Strength.STRONG)],
)
def test_strengths(diagonal: int, strength: Strength) -> None:
    other = 100 - diagonal
    found = association_of(cells([diagonal, other], [other, diagonal]), 200)
    assert found is not None
    assert found.strength == strength


# -- differences ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # Newcombe (1998), table II, method 10: examples (a) to (h).
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_the_examples_of_newcombe(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    found = difference(Share(one[0] / one[1], one[1]), Share(other[0] / other[1], other[1]))
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))
    assert found.is_clear == (low > 0)


def test_of_nobody_there_is_no_difference() -> None:
    assert difference(Share(0.5, 0), Share(0.5, 10)) is None


@given(st.integers(1, 200), st.integers(0, 200))
def test_the_interval_of_a_share_holds_it(n: int, count: int) -> None:
    share = Share(min(count, n) / n, n)
    low, high = wilson(share)
    assert 0 <= low <= share.value + 1e-12
    assert share.value - 1e-12 <= high <= 1
