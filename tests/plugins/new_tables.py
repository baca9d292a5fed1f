"""Makes the tables of the tests from the models, where ``--nomigrations`` asks for it.

Walking through all migrations takes each test process ten seconds, making the tables as they are
now takes one. ``make test`` walks; ``make check`` does not. What only a migration makes, the
triggers that hold what is final, is made by the very functions of these migrations.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

# The modules whose ``make_final`` a migration runs.
TRIGGERS = (
    "smartregion.core.migrations._written_once",
    "strategy.migrations._final",
    "strategy.migrations._final_rounds",
    "measures.migrations._final_cycles",
    "measures.migrations._written_once",
    "measures.migrations.0007_ballots",
)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest
) -> None:
    """The database of the tests, complete whichever way its tables were made."""
    if request.config.getoption("nomigrations"):
        with django_db_blocker.unblock(), connection.schema_editor() as editor:
            for make_final in trigger_makers():
                make_final(None, editor)


def trigger_makers() -> list[Callable[[Any, Any], None]]:
    return [import_module(module).make_final for module in TRIGGERS]
