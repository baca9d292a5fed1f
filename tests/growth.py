"""How the cost of an input grows with its size, in time of the processor and within one run."""

import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")
# What grows by four may cost four times as much, and some more for a busy machine; a square would cost sixteen.
TIMES, MOST_GROWTH = 4, 11
# In seconds: what is over sooner says nothing about growth.
AT_LEAST = 0.05


def assert_straight(
    read: Callable[[Input], object], make: Callable[[int], Input], size: int
) -> None:
    """Reading an input of this size costs about four times as much as one of a quarter of it."""
    small, large = make(size // TIMES), make(size)
    cost = _seconds(read, large)
    assert cost < AT_LEAST or cost < MOST_GROWTH * _seconds(read, small)


def _seconds(read: Callable[[Input], object], what: Input) -> float:
    """Of the processor, the best of two: how busy the machine is does not matter."""
    best = float("inf")
    for _time in range(2):
        began = time.process_time()
        read(what)
        best = min(best, time.process_time() - began)
    return best
