"""The demo county, loaded once for all that walks over the addresses, and those who ask."""

from collections.abc import Iterator

import pytest

from tests.architecture.matrix.asking import Askers
from tests.architecture.matrix.county import People, demo_county
from tests.architecture.matrix.figures import told
from tests.plugins.figures import Say


@pytest.fixture(scope="package")
def people(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[People]:
    with demo_county(django_db_blocker) as found:
        yield found


@pytest.fixture(scope="package")
def askers(people: People, django_db_blocker: pytest.FixtureRequest, say: Say) -> Iterator[Askers]:
    with django_db_blocker.unblock():
        asking = Askers(people)
        yield asking
    if asking.asked:
        say(told(asking))
