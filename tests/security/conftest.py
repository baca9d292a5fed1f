"""The example county, and the site as it is in real operation."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.participation.attacks.conftest import county
from tests.security.operation import protection

__all__ = ["county"]


@pytest.fixture
def operation() -> Iterator[None]:
    """HTTPS, the cookies and the headers of real operation."""
    with override_settings(**protection()):
        yield
