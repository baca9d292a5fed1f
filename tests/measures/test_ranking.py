"""The arithmetic of prioritisation, without a database."""

from math import isclose

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures.ranking import Place, median, mid_ranks, places, scenarios, weighted

pytestmark = pytest.mark.slow

# A busy machine is slow now and then; what is tried does not depend on it.
FEW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], None), ([4], 4), ([1, 5], 3), ([5, 1, 2], 2), ([1, 2, 3, 5], 2.5)],
)
def test_median_is_the_middle_whatever_the_order(values: list[int], expected: float | None) -> None:
    assert median(values) == expected


def test_weighted_leaves_out_what_nobody_rated_with_its_weight() -> None:
    assert weighted([5, 3], [75, 25]) == 4.5
    assert weighted([5, None], [75, 25]) == 5
    assert weighted([None, 3], [75, 25]) == 3


def test_weighted_of_nothing_is_nothing() -> None:
    assert weighted([None, None], [75, 25]) is None
    assert weighted([4, None], [0, 100]) is None
    assert weighted([], []) is None


def test_weighted_rounds_halves_up() -> None:
    assert weighted([1, 1.5], [99, 1]) == 1.01


@pytest.mark.behaviour("M8")
def test_places_share_a_rank_for_equal_scores_and_leave_out_the_next() -> None:
    medians = {"a": [3], "b": [5], "c": [3], "d": [1]}
    ranks = {key: place.rank for key, place in places(medians, [100]).items()}
    assert ranks == {"b": 1, "a": 2, "c": 2, "d": 4}


@pytest.mark.behaviour("M8")
def test_places_do_not_depend_on_the_order_they_are_given_in() -> None:
    medians = {"a": [3, 4], "b": [4, 3], "c": [5, 1]}
    backwards = dict(reversed(medians.items()))
    assert places(medians, [60, 40]) == places(backwards, [60, 40])


def test_places_leave_out_who_has_no_score() -> None:
    assert set(places({"a": [3, None], "b": [None, None]}, [50, 50])) == {"a"}


@pytest.mark.behaviour("M8")
def test_places_tell_between_which_ranks_moved_weights_would_lie() -> None:
    # a leads by its first criterion only; ten points moved to the second turn them around.
    medians = {"a": [5, 1], "b": [1, 4.7]}
    assert places(medians, [50, 50]) == {"a": Place(1, 1, 2), "b": Place(2, 1, 2)}
    assert places({"a": [5, 5], "b": [1, 1]}, [50, 50])["a"].is_stable


def test_scenarios_move_ten_points_from_each_criterion_to_each_other() -> None:
    assert list(scenarios([60, 40])) == [[50, 50], [70, 30]]
    assert len(list(scenarios([20, 15, 15, 15, 10, 5, 10, 10]))) == 56


def test_scenarios_take_no_more_than_there_is() -> None:
    assert list(scenarios([97, 3, 0])) == [[87, 13, 0], [87, 3, 10], [100, 0, 0], [97, 0, 3]]


@FEW
@given(st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_scenarios_keep_the_sum_and_never_go_below_zero(weights: list[int]) -> None:
    for moved in scenarios(weights):
        assert sum(moved) == sum(weights)
        assert min(moved) >= 0


MEDIANS = st.lists(
    st.lists(st.integers(2, 10).map(lambda twice: twice / 2), min_size=3, max_size=3),
    min_size=1,
    max_size=12,
)


@FEW
@given(MEDIANS)
def test_the_rank_lies_between_the_best_and_the_worst(rows: list[list[float]]) -> None:
    for place in places(dict(enumerate(rows)), [50, 30, 20]).values():
        assert 1 <= place.best <= place.rank <= place.worst <= len(rows)


@FEW
@given(MEDIANS)
def test_a_better_score_never_ranks_worse(rows: list[list[float]]) -> None:
    found, weights = places(dict(enumerate(rows)), [50, 30, 20]), [50, 30, 20]
    scores = [weighted(row, weights) or 0 for row in rows]
    for one, place in found.items():
        for other, behind in found.items():
            assert (scores[one] > scores[other]) == (place.rank < behind.rank)


def test_mid_ranks_spread_counts_over_the_scale() -> None:
    assert mid_ranks({"a": 1, "b": 400, "c": 2}) == {"a": 1, "b": 5, "c": 3}
    assert mid_ranks({"a": 1, "b": 1, "c": 9, "d": 0}) == {"a": 3, "b": 3, "c": 5, "d": 1}
    assert mid_ranks({"a": 7}) == {"a": 3}
    assert mid_ranks({}) == {}


@FEW
@given(st.dictionaries(st.integers(), st.integers(0, 50), min_size=2))
def test_mid_ranks_lie_on_the_scale_and_average_in_its_middle(counts: dict[int, int]) -> None:
    found = mid_ranks(counts)
    assert all(1 <= points <= 5 for points in found.values())
    assert isclose(sum(found.values()) / len(found), 3, abs_tol=0.06)
