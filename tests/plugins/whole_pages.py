"""Marks the tests that ask for whole pages, so that make check can leave them to make test.

Rendering a page costs many times what its rule, its action or its form costs. A test asks for pages
if it takes a client, by whatever name (``client_as``, ``office_client``), or stands in a module that
makes its own or borrows it from another one.
"""

import sys
from functools import cache
from types import ModuleType

import pytest
from django.test import Client


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _takes_client(item) or _makes_clients(item):
            item.add_marker(pytest.mark.page)


def _takes_client(item: pytest.Item) -> bool:
    return any("client" in name for name in getattr(item, "fixturenames", ()))


def _makes_clients(item: pytest.Item) -> bool:
    module = getattr(item, "module", None)
    return module is not None and _is_at_a_client(module)


@cache
def _is_at_a_client(module: ModuleType) -> bool:
    """Whether a module names Django's client, or takes something from a module of ours that does."""
    sources = {getattr(value, "__module__", None) for value in vars(module).values()}
    ours = [sys.modules.get(name) for name in sources if str(name).startswith("tests.")]
    return any(getattr(each, "Client", None) is Client for each in (module, *ours))
