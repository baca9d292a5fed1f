"""Each test begins with nothing remembered by an earlier one."""

import pytest

from smartregion.core.shelf import Shelf


@pytest.fixture(autouse=True)
def _empty_shelves() -> None:
    Shelf.clear_all()
