"""Each test begins with nothing remembered by an earlier one: in this process, nor in the shared cache.

Tries are counted in the cache by address and time. All tests come from one address at one moment, so
without this the thirtieth newcomer of a whole run would be taken for a flood.
"""

from functools import cache

import pytest
from django.conf import settings
from redis import Redis

from smartregion.core.shelf import Shelf

# As Django names its keys; beside them stand the letters of the task queue, which stay.
CACHED = ":1:*"


@pytest.fixture(autouse=True)
def _empty_shelves() -> None:
    Shelf.clear_all()
    if settings.REDIS_URL and (keys := list(_redis().scan_iter(CACHED, count=1000))):
        _redis().delete(*keys)


@cache
def _redis() -> "Redis":
    return Redis.from_url(settings.REDIS_URL)
