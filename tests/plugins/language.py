"""Every test begins in German: a request for an English page leaves its language behind in the thread."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with translation.override(settings.LANGUAGE_CODE):
        yield
