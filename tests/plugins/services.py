"""Tests marked ``postgres`` need the servers that make test starts; without them they fail, loudly.

Redis counts as there when a test begins, also after one that took it away: the cache would not ask it for seconds.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from smartregion.core.rediscache import RedisCache


@pytest.fixture(autouse=True)
def _real_services(request: pytest.FixtureRequest) -> None:
    if not request.node.get_closest_marker("postgres"):
        return
    if connection.vendor != "postgresql" or not settings.REDIS_URL:
        pytest.fail(
            "This test needs PostgreSQL and Redis. Run it as: "
            "python scripts/with_services.py -- python -m pytest " + request.node.nodeid,
            pytrace=False,
        )


@pytest.fixture(autouse=True)
def _redis_is_back() -> Iterator[None]:
    yield
    RedisCache._ask_again_at = 0.0
