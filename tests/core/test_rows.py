"""Rows that people put in order."""

import pytest

from smartregion.core.rows import moved


@pytest.mark.parametrize(
    ("here", "there", "left"),
    [(0, 1, "bac"), (2, 1, "acb"), (0, 2, "bca"), (2, 0, "cab")],
)
def test_what_stands_at_one_place_is_put_at_another(here: int, there: int, left: str) -> None:
    row = list("abc")
    assert moved(row, here, there)
    assert "".join(row) == left


@pytest.mark.parametrize(("here", "there"), [(1, 1), (0, -1), (2, 3)])
def test_nothing_moves_beyond_the_ends(here: int, there: int) -> None:
    row = list("abc")
    assert not moved(row, here, there)
    assert row == list("abc")
