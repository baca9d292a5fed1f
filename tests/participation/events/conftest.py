import pytest

from smartregion.core.shelf import Shelf


@pytest.fixture
def nothing_remembered():
    """Live rooms are kept on a shelf of the process; each test finds it empty."""
    Shelf.clear_all()
