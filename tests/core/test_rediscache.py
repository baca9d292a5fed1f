"""The cache in Redis, with one client for all commands."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache as DjangosOwn

from smartregion.core.rediscache import RedisCache

pytestmark = pytest.mark.postgres


def redis_cache() -> RedisCache:
    return RedisCache(settings.REDIS_URL, {"KEY_PREFIX": "test_rediscache"})


def test_it_keeps_counts_and_forgets_like_djangos_own() -> None:
    ours, own = redis_cache(), DjangosOwn(settings.REDIS_URL, {"KEY_PREFIX": "test_rediscache"})
    ours.delete("n")
    assert ours.add("n", 1, 60)
    assert not ours.add("n", 5, 60)
    assert ours.incr("n", 2) == 3
    assert own.get("n") == 3
    own.delete("n")
    assert ours.get("n") is None


def test_one_client_serves_all_commands_and_threads() -> None:
    ours = redis_cache()
    for write in (True, False):
        client = ours._cache.get_client(write=write)
        assert ours._cache.get_client("other", write=write) is client
    ours.set("n", 0, 60)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _each: ours.incr("n"), range(200)))
    assert ours.get("n") == 200


def test_the_settings_name_it() -> None:
    assert isinstance(caches["default"], RedisCache)
