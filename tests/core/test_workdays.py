"""Time as an office counts it."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from smartregion.core.workdays import is_workday, working_hours_ago


def local(day, hour):
    return datetime.fromisoformat(f"{day} {hour}:00").replace(
        tzinfo=timezone.get_default_timezone()
    )


@pytest.mark.parametrize(
    ("at", "since"),
    [
        # Tuesday looks back to Monday, Monday to Friday.
        (("2026-06-16", "10"), ("2026-06-15", "10")),
        (("2026-06-15", "10"), ("2026-06-12", "10")),
        # On a Sunday the working day before is the whole of Friday.
        (("2026-06-14", "18"), ("2026-06-12", "00")),
        # Good Friday to Easter Monday: Tuesday looks back to Thursday.
        (("2026-04-07", "09"), ("2026-04-02", "09")),
        # Reformation Day, which Berlin does not have.
        (("2025-11-03", "09"), ("2025-10-30", "09")),
        # Over the nights of both clock changes, which lie on Sundays.
        (("2026-03-30", "09"), ("2026-03-27", "09")),
        (("2026-10-26", "09"), ("2026-10-23", "09")),
    ],
)
def test_a_working_day_ago(at, since):
    assert working_hours_ago(local(*at), 24, state="Brandenburg") == local(*since)


def test_hours_are_counted_over_several_days():
    found = working_hours_ago(local("2026-06-16", "10"), 60, state="Brandenburg")
    assert found == local("2026-06-11", "22")
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("state", "works"), [("Brandenburg", False), ("Berlin", True), ("Nirgendwo", True), ("", True)]
)
def test_holidays_are_those_of_the_state(state, works):
    assert is_workday(date(2025, 10, 31), state=state) is works
    assert not is_workday(date(2026, 5, 1), state=state)
