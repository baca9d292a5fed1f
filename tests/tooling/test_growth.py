"""The control of ``assert_growth``: it tells what grows with its input from what grows with its square."""

from time import process_time

import pytest

from tests.growth import assert_growth

pytestmark = pytest.mark.slow


def busy(seconds: float) -> None:
    until = process_time() + seconds
    while process_time() < until:
        pass


def test_what_grows_with_its_input_may() -> None:
    assert_growth(busy, lambda size: size / 1000, 100)


def test_what_grows_with_its_square_may_not() -> None:
    with pytest.raises(AssertionError):
        assert_growth(busy, lambda size: (size / 1000) ** 2, 500)


def test_what_grows_with_its_square_may_where_that_is_said() -> None:
    assert_growth(busy, lambda size: (size / 1000) ** 2, 500, power=2)


def test_what_grows_with_its_cube_may_not() -> None:
    with pytest.raises(AssertionError):
        assert_growth(busy, lambda size: (size / 1000) ** 3, 700, power=2)
