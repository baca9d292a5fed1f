"""How often somebody may try something."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from smartregion.core.limits import FEW, may_try, times_lately
from smartregion.core.shelf import Shelf
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


@pytest.mark.slow
def test_a_crowd_pushes_nobodys_tries_out() -> None:
    """A full cache drops what comes first in the alphabet: whoever guesses would fill it up in between."""
    tries(3)
    for number in range(400):
        cache.add(f"limit:y:{number}", 0, timeout=3600)
    assert tries(1) == [False]


# -- counting without forbidding -------------------------------------------------------------------
def counted(address: str = "192.0.2.1", *, minutes: float = 0) -> float:
    request, at = RequestFactory().get("/", REMOTE_ADDR=address), NOON + timedelta(minutes=minutes)
    return times_lately(request, what="x", seconds=3600, at=at)


def test_times_are_counted_over_a_sliding_hour() -> None:
    """NOON begins an hour, so the window before counts less and less during this one."""
    assert [counted(minutes=59) for _time in range(4)] == [1, 2, 3, 4]
    assert counted(minutes=60) == 1 + 4
    assert counted(minutes=90) == 2 + 4 / 2
    assert counted(minutes=3 * 60) == 1


def test_the_few_of_a_household_ask_no_shared_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as away:
        away.setattr("smartregion.core.limits.cache", None)
        assert [counted() for _time in range(FEW)] == [1, 2, 3]
    assert counted() == 4
    # In another process: what was held back there is unknown, what was told is not.
    Shelf.clear_all()
    assert [counted() for _time in range(FEW)] == [1, 2, 3]
    assert counted() == 8


def test_midnight_forgets_nobody() -> None:
    """The hash of a network changes then; the hour before is asked for under the old one."""
    midnight = 14 * 60
    assert [counted(minutes=midnight - 1) for _time in range(4)] == [1, 2, 3, 4]
    assert counted(minutes=midnight) == 1 + 4


def test_a_network_is_one_old_address_or_one_new_connection() -> None:
    assert counted("192.0.2.1") == 1
    assert counted("192.0.2.2") == 1
    assert counted("2001:db8:1:100::1") == 1
    assert counted("2001:db8:1:1ff:a:b:c:d") == 2
    assert counted("2001:db8:1:200::1") == 1
