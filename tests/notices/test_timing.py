"""When a letter is due, also in the nights in which clocks change."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from smartregion.notices.timing import due_before

BERLIN = ZoneInfo("Europe/Berlin")


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-06-15 06:59", "2026-06-14 07:00"),
        ("2026-06-15 07:00", "2026-06-15 07:00"),
        # Clocks go forward at two, and back at three.
        ("2027-03-28 06:59", "2027-03-27 07:00"),
        ("2027-03-28 07:00", "2027-03-28 07:00"),
        ("2026-10-25 06:59", "2026-10-24 07:00"),
        ("2026-10-25 07:00", "2026-10-25 07:00"),
    ],
)
def test_daily_letters_come_at_seven(now: str, due: str) -> None:
    assert due_before("daily", berlin(now)) == berlin(due)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-06-15 07:00", "2026-06-15 07:00"),  # a Monday
        ("2026-06-15 06:59", "2026-06-08 07:00"),
        ("2026-06-21 23:59", "2026-06-15 07:00"),
        # The Monday after each change.
        ("2027-03-29 07:00", "2027-03-29 07:00"),
        ("2026-10-26 06:59", "2026-10-19 07:00"),
    ],
)
def test_weekly_letters_come_on_monday(now: str, due: str) -> None:
    assert due_before("weekly", berlin(now)) == berlin(due)


def test_what_happens_now_is_told_at_once_to_those_who_want_that() -> None:
    now = berlin("2026-06-15 12:00")
    assert now < due_before("at_once", now)
