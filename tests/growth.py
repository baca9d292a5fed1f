"""How the cost of an input grows with its size, in time of the processor and within one run."""

import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")
# The larger input is so many times the smaller one; a busy machine may add nearly as much again.
TIMES, BUSY = 4, 2.75
# In seconds: what is over sooner says nothing about growth.
AT_LEAST = 0.05


def assert_growth(
    read: Callable[[Input], object], make: Callable[[int], Input], size: int, *, power: int = 1
) -> None:
    """Reading an input of this size costs what one of a quarter of it makes expect.

    Four times as much where cost grows with the input (power 1), sixteen times where it may grow with
    its square (power 2); the next power would cost four times that, which is more than is let pass.
    """
    small, large = make(size // TIMES), make(size)
    cost = _seconds(read, large)
    assert cost < AT_LEAST or cost < BUSY * TIMES**power * _seconds(read, small)


def _seconds(read: Callable[[Input], object], what: Input) -> float:
    """Of the processor, the best of two: how busy the machine is does not matter."""
    best = float("inf")
    for _time in range(2):
        began = time.process_time()
        read(what)
        best = min(best, time.process_time() - began)
    return best
