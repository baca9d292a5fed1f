"""Days that are not meant to the day."""

from datetime import date

import pytest
from django.utils.translation import override

from measures.periods import Period, begin_of, end_of, in_words

MAY = date(2027, 5, 17)


@pytest.mark.parametrize(
    ("precision", "first", "last", "words"),
    [
        ("day", MAY, MAY, "17.05.2027"),
        ("month", date(2027, 5, 1), date(2027, 5, 31), "Mai 2027"),
        ("quarter", date(2027, 4, 1), date(2027, 6, 30), "2. Quartal 2027"),
        ("year", date(2027, 1, 1), date(2027, 12, 31), "2027"),
    ],
)
def test_a_day_stands_for_its_period(precision: str, first: date, last: date, words: str) -> None:
    assert (begin_of(MAY, precision), end_of(MAY, precision)) == (first, last)
    with override("de"):
        assert in_words(MAY, precision) == words


@pytest.mark.parametrize(
    ("precision", "last"),
    [
        ("month", date(2028, 2, 29)),
        ("quarter", date(2028, 3, 31)),
        ("year", date(2028, 12, 31)),
    ],
)
def test_periods_end_in_leap_years_too(precision: str, last: date) -> None:
    assert end_of(date(2028, 2, 3), precision) == last


def test_december_ends_in_its_own_year() -> None:
    assert end_of(date(2027, 12, 1), "month") == date(2027, 12, 31)
    assert end_of(date(2027, 10, 1), "quarter") == date(2027, 12, 31)


def test_period_says_what_is_sure_and_what_is_not() -> None:
    rough = Period(date(2025, 1, 1), date(2027, 12, 31), "year")
    assert (rough.begins, rough.begun) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (rough.ending, rough.ends) == (date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "ohne Termin"),
        (MAY, None, "2027 – offen"),
        (None, MAY, "offen – 2027"),
        (MAY, date(2027, 9, 1), "2027"),
        (MAY, date(2029, 9, 1), "2027 – 2029"),
    ],
)
def test_period_in_words(first: date | None, last: date | None, words: str) -> None:
    with override("de"):
        assert str(Period(first, last, "year")) == words
