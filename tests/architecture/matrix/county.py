"""The demo county for walks over all addresses, and those who ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import transaction

from smartregion.accounts.models import User
from tests.architecture.access.table import PEOPLE, STRANGER

People = dict[str, User | None]


@contextmanager
def demo_county(django_db_blocker: Any) -> Iterator[People]:
    """Loaded once for many tests, and taken back afterwards.

    A fixture around it is defined where it is used: one of the scope "package" that is only imported
    would live until the end of the whole run, and the county with it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield {STRANGER: None} | {role: User.objects.get(email=PEOPLE[role]) for role in PEOPLE}
        transaction.set_rollback(True)
