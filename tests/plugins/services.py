"""Tests marked ``postgres`` need the servers that make test starts; without them they fail, loudly."""

import pytest
from django.conf import settings
from django.db import connection


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
