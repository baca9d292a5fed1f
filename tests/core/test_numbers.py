"""Numbers that come from a browser, and numbers that people read."""

import pytest
from django.utils import translation

from smartregion.core.numbers import count_from, exact


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("0012", 12), ("9999", 9999)])
def test_small_number_is_read(text, number):
    assert count_from(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", " 1", "²", "zwei", "10000", "9" * 5000])
def test_anything_else_is_no_number(text):
    assert count_from(text) is None


@pytest.mark.parametrize(
    ("value", "german"),
    [(1950, "1950"), (2026.0, "2026"), (9999.5, "9999,5"), (10_000, "10.000"), (-1950, "-1950"), (0.25, "0,25")],
)  # fmt: skip
def test_years_are_not_grouped(value: float, german: str) -> None:
    with translation.override("de"):
        assert exact(value) == german
