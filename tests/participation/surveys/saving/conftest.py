"""A survey of three pages, and somebody who stands on the second one."""

import pytest
from django.core.cache import cache

from participation.surveys.models import SurveyVersion
from tests.factories.surveys import published, question
from tests.participation.surveys.test_views_answering import Browser


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def version() -> SurveyVersion:
    """Three pages, on each of which one question is required."""
    return published(
        question("single", "one", is_required=True),
        [question("number", "num"), question("long_text", "txt", is_required=True)],
        question("yes_no", "last", is_required=True),
    )


@pytest.fixture
def browser(version: SurveyVersion) -> Browser:
    """Somebody who stands on the second page."""
    return Browser(version).send("start", version=1).send("next", one="a")
