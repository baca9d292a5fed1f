"""Counting in the database, where there is no Redis or while it is away."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from smartregion.core.dbcache import CountingCache
from smartregion.settings.data import COUNTED_IN_DATABASE
from tests.plugins.figures import Say

# A pool has four connections, and this process needs one itself.
TRIES, AT_ONCE = 60, 3


class TakesItsTime(DatabaseCache):
    """Between reading and writing something else happens, however quick the machine is."""

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        found = super().get(key, default, version)
        time.sleep(0.01)
        return found


def cache_of(kind: type[DatabaseCache]) -> DatabaseCache:
    return kind(COUNTED_IN_DATABASE["LOCATION"], {})


@pytest.mark.django_db
def test_it_counts_up_and_refuses_what_was_never_begun() -> None:
    cache = cache_of(CountingCache)
    cache.set("n", 0, 60)
    assert [cache.incr("n"), cache.incr("n", 3), cache.decr("n")] == [1, 4, 3]
    assert cache.get("n") == 3
    with pytest.raises(ValueError, match="other"):
        cache.incr("other")
    assert cache.get("other") is None


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "kept"), [(59, 1), (61, None)])
def test_counting_leaves_the_time_as_it_was(
    monkeypatch: pytest.MonkeyPatch, minutes: int, kept: int | None
) -> None:
    cache = cache_of(CountingCache)
    cache.set("n", 0, 3600)
    cache.incr("n")
    later = timezone.now() + timedelta(minutes=minutes)
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: later)
    assert cache.get("n") == kept


@pytest.mark.behaviour("X24")
@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_all_counted(say: Say) -> None:
    """The control is Django's own, which loses some of them."""

    def counted(kind: type[DatabaseCache]) -> int:
        cache = cache_of(type("Slow", (TakesItsTime, kind), {}))
        cache.set("n", 0, 60)

        def try_often(_person: int) -> None:
            for _time in range(TRIES // AT_ONCE):
                cache.incr("n")
            connection.close()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(try_often, range(AT_ONCE)))
        return int(cache.get("n"))

    call_command("createcachetable", verbosity=0)
    lost, exact = counted(DatabaseCache), counted(CountingCache)
    say(f"Tries: {TRIES}, {AT_ONCE} at once: {exact} counted, by Django's own cache {lost}")
    assert lost < TRIES
    assert exact == TRIES
