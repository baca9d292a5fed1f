"""The days on which somebody is asked again, counted from the day a report is due."""

from datetime import date, timedelta

import pytest

from measures.reminders import DAYS, Mark, Stage, calendar_of, mark_of
from tests.factories.dates import DAY

pytestmark = pytest.mark.behaviour("M12")


def day(number: int) -> date:
    return DAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (-400, Stage.ASKED), (-15, Stage.ASKED), (-14, Stage.AHEAD), (-1, Stage.AHEAD), (0, Stage.TODAY),
        (1, Stage.LATE), (6, Stage.LATE), (7, Stage.LAST), (400, Stage.LAST),
    ],
)  # fmt: skip
def test_stage_is_the_last_one_that_has_come(on: int, stage: Stage) -> None:
    assert mark_of(DAY, on=day(on)) == Mark(stage, DAY)


@pytest.mark.parametrize(
    ("returned", "on", "stage"),
    [
        # Before the day it is due, the days of the cycle go on; those that passed do not come again.
        (-20, -20, Stage.RETURNED), (-20, -14, Stage.AHEAD), (-20, 0, Stage.TODAY),
        (-14, -14, Stage.RETURNED), (-14, -1, Stage.RETURNED), (-3, 1, Stage.LATE),
        # From that day on, there is a week of patience.
        (0, 1, Stage.RETURNED), (0, 7, Stage.AGAIN), (5, 7, Stage.RETURNED), (5, 12, Stage.AGAIN),
        (30, 400, Stage.AGAIN),
    ],
)  # fmt: skip
def test_report_that_was_given_back_has_days_of_its_own(
    returned: int, on: int, stage: Stage
) -> None:
    assert mark_of(DAY, on=day(on), returned_on=day(returned)).stage == stage


def test_every_day_of_a_cycle_reaches_the_stages_one_after_the_other() -> None:
    """Across both changes of the clock, days are days."""
    for due_on in (date(2026, 10, 25), date(2027, 3, 28), date(2028, 2, 29)):
        seen = [
            mark_of(due_on, on=due_on + timedelta(days=number)).stage for number in range(-60, 60)
        ]
        assert list(dict.fromkeys(seen)) == [Stage.ASKED, *DAYS]
        first = {stage: due_on + timedelta(days=seen.index(stage) - 60) for stage in DAYS}
        assert [(on, stage) for stage, on in first.items()] == calendar_of(due_on)


def test_moved_day_is_another_mark() -> None:
    assert str(mark_of(DAY, on=DAY)) == "2026-06-15:today"
    assert mark_of(DAY, on=day(-20)) != mark_of(day(1), on=day(-20))
