"""The demo county, loaded once for all that walks over the addresses, and those who ask."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction

from smartregion.accounts.models import User
from tests.architecture.access.table import PEOPLE, STRANGER
from tests.architecture.matrix.asking import Askers
from tests.architecture.matrix.figures import write_figures


@pytest.fixture(scope="package")
def people(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[dict[str, User | None]]:
    """The demo county, loaded once for all rows and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        found = {role: User.objects.get(email=email) for role, email in PEOPLE.items()}
        yield {STRANGER: None, **found}
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def askers(
    people: dict[str, User | None], django_db_blocker: pytest.FixtureRequest
) -> Iterator[Askers]:
    with django_db_blocker.unblock():
        asking = Askers(people)
        yield asking
    write_figures(asking)
