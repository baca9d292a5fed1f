"""How far a figure is, for each kind and direction; and what is never claimed."""

from decimal import Decimal
from typing import Any

import pytest

from measures.attainment import Attainment, Reach, attainment
from measures.models import Indicator

pytestmark = pytest.mark.behaviour("M10")


def indicator(**values: Any) -> Indicator:
    numbers = {
        name: Decimal(str(value))
        for name, value in values.items()
        if isinstance(value, int | float)
    }
    return Indicator(name="Zahl", source="Liste", **(values | numbers))


def of(value: object, **values: Any) -> Attainment:
    return attainment(indicator(**values), None if value is None else Decimal(str(value)))


@pytest.mark.parametrize(
    ("value", "percent", "reach"),
    [
        (20, 0, "open"), (30, 25, "on_way"), (59.9, 99, "on_way"), (60, 100, "reached"),
        (80, 150, "reached"), (10, -25, "away"),
    ],
)  # fmt: skip
def test_rising_is_the_part_of_the_way_from_baseline_to_target(
    value: float, percent: int, reach: str
) -> None:
    found = of(value, baseline=20, target=60)
    assert (found.percent, found.reach) == (percent, reach)


@pytest.mark.parametrize(
    ("value", "percent", "reach"),
    [(40, 0, "open"), (35, 25, "on_way"), (20, 100, "reached"), (10, 150, "reached"), (50, -50, "away")],
)  # fmt: skip
def test_falling_counts_downwards(value: int, percent: int, reach: str) -> None:
    found = of(value, baseline=40, target=20, direction="falling")
    assert (found.percent, found.reach) == (percent, reach)


@pytest.mark.parametrize(("value", "percent", "reach"), [(1, 100, "reached"), (0, 0, "open")])
def test_yes_or_no_is_reached_or_not(value: int, percent: int, reach: str) -> None:
    found = of(value, kind="yes_no", target=1)
    assert (found.percent, found.reach) == (percent, reach)


def test_a_no_may_be_the_target() -> None:
    assert of(0, kind="yes_no", target=0).reach == Reach.REACHED
    assert of(1, kind="yes_no", target=0, direction="falling").reach == Reach.OPEN


@pytest.mark.parametrize(
    ("value", "steps", "words", "reach"),
    [
        (1, (0, 2), "0 von 2 Stufen", "open"), (2, (1, 2), "1 von 2 Stufen", "on_way"),
        (3, (2, 2), "2 von 2 Stufen", "reached"), (4, (3, 2), "Ziel übertroffen", "reached"),
    ],
)  # fmt: skip
def test_steps_are_counted_and_never_told_in_per_cent(
    value: int, steps: tuple[int, int], words: str, reach: str
) -> None:
    found = of(value, kind="ordinal", scale=["a", "b", "c", "d"], baseline=1, target=3)
    assert (found.steps, found.words, found.reach) == (steps, words, reach)
    assert found.percent is None


def test_no_value_is_no_data_and_never_zero_per_cent() -> None:
    found = of(None, baseline=20, target=60)
    assert found == Attainment(Reach.NO_DATA)
    assert (found.label, found.percent, found.bar, found.words) == ("keine Daten", None, None, "")


def test_no_target_is_said_so() -> None:
    assert of(20, baseline=20) == Attainment(Reach.NO_TARGET)


@pytest.mark.behaviour("M9")
@pytest.mark.parametrize(("value", "reach"), [(60, "reached"), (61, "reached"), (59, "open")])
def test_a_target_that_is_the_baseline_is_kept_or_not_without_a_share(
    value: int, reach: str
) -> None:
    found = of(value, baseline=60, target=60)
    assert (found.reach, found.percent) == (reach, None)


def test_without_a_baseline_there_is_no_share() -> None:
    found = of(30, target=60)
    assert (found.reach, found.percent, found.words) == (Reach.OPEN, None, "")


def test_a_way_that_leads_elsewhere_has_no_share() -> None:
    found = of(30, baseline=60, target=20)
    assert found.percent is None


def test_the_bar_stays_between_nothing_and_all() -> None:
    assert of(10, baseline=20, target=60).bar == 0
    assert of(90, baseline=20, target=60).bar == 100
