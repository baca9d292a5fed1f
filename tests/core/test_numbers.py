"""Numbers that come from a browser."""

import pytest

from smartregion.core.numbers import count_from


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("0012", 12), ("9999", 9999)])
def test_small_number_is_read(text, number):
    assert count_from(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", " 1", "²", "zwei", "10000", "9" * 5000])
def test_anything_else_is_no_number(text):
    assert count_from(text) is None
