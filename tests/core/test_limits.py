"""How often somebody may try something."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from smartregion.core.limits import forget_try, may_try
from tests.factories.dates import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def tries(number: int, **headers: str) -> list[bool]:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", **headers)
    return [may_try(request, what="x", times=2, seconds=3600, at=NOON) for _ in range(number)]


def test_further_tries_are_refused() -> None:
    assert tries(4) == [True, True, False, False]


def test_tries_that_succeed_count_for_nothing() -> None:
    for _person in range(5):
        assert tries(1) == [True]
        request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
        forget_try(request, what="x", seconds=3600, at=NOON)


def test_addresses_that_anybody_may_write_into_a_header_change_nothing() -> None:
    tries(2)
    assert tries(1, HTTP_X_FORWARDED_FOR="198.51.100.7") == [False]
    assert tries(1, HTTP_X_REAL_IP="198.51.100.7") == [False]


def test_tries_count_for_the_whole_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some caches forget how long a number is to be kept when they count it up."""
    tries(3)
    later = timezone.now() + timedelta(minutes=50)
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: later)
    assert tries(1) == [False]
