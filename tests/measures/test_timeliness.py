"""When the next value is wanted."""

from datetime import date

import pytest

from measures.timeliness import is_wanted, last_wanted_on, months_after, wanted_on


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2025, 12, 31), 6, date(2026, 6, 30)),
        (date(2026, 6, 30), 6, date(2026, 12, 31)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
    ],
)
def test_the_last_day_of_a_month_stays_the_last(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_a_value_is_wanted_when_its_time_has_come() -> None:
    latest = date(2025, 12, 31)
    assert wanted_on("yearly", latest, None) == date(2026, 12, 31)
    assert not is_wanted("yearly", latest, None, on=date(2026, 12, 30))
    assert is_wanted("yearly", latest, None, on=date(2026, 12, 31))


def test_before_the_first_value_the_baseline_counts() -> None:
    assert wanted_on("monthly", None, date(2026, 1, 31)) == date(2026, 2, 28)
    assert is_wanted("monthly", None, None, on=date(2026, 1, 1))


def test_what_is_observed_once_is_wanted_once() -> None:
    assert is_wanted("once", None, None, on=date(2026, 1, 1))
    assert not is_wanted("once", date(2020, 1, 1), None, on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("interval", "wanted", "last"),
    [
        ("yearly", date(2026, 12, 31), date(2026, 12, 31)),
        ("yearly", date(2024, 6, 30), date(2026, 6, 30)),
        ("monthly", date(2026, 1, 31), date(2026, 6, 30)),
        ("once", None, None),
        ("yearly", None, None),
    ],
)
def test_of_several_days_that_were_missed_the_last_counts(
    interval: str, wanted: date | None, last: date | None
) -> None:
    assert last_wanted_on(interval, wanted, on=date(2026, 6, 30)) == last
