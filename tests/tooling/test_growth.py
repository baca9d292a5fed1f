"""The control of ``assert_straight``: it tells what grows with its input from what grows with its square."""

from time import process_time

import pytest

from tests.growth import assert_straight

pytestmark = pytest.mark.slow


def busy(seconds: float) -> None:
    until = process_time() + seconds
    while process_time() < until:
        pass


def test_what_grows_with_its_input_may() -> None:
    assert_straight(busy, lambda size: size / 1000, 100)


def test_what_grows_with_its_square_may_not() -> None:
    with pytest.raises(AssertionError):
        assert_straight(busy, lambda size: (size / 1000) ** 2, 500)
