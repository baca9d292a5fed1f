"""Whose last day has passed gets in nowhere, and neither does whose account is switched off."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts.models import User
from tests.architecture.access import ACCESS
from tests.architecture.access.table import PEOPLE, STRANGER, Row

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# What neither strangers nor everybody with an account may open.
STAFF_ONLY = {
    name: row
    for name, row in ACCESS.items()
    if STRANGER not in row.allowed and "participant" not in row.allowed
}


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The demo county, loaded once and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def ask(row: Row, url: str, user: User) -> HttpResponse:
    client = Client()
    client.force_login(user, backend=BACKEND)
    if not user.is_active:
        # Signed in before the account was switched off.
        User.objects.filter(pk=user.pk).update(is_active=True)
        client.force_login(user, backend=BACKEND)
        User.objects.filter(pk=user.pk).update(is_active=False)
    with transaction.atomic():
        response = client.post(url, row.sent) if row.post else client.get(url + row.query)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response


def is_refused(response: HttpResponse) -> bool:
    if response.status_code == 302:
        return response["Location"].startswith(reverse("account_login"))
    return response.status_code in (403, 404)


@pytest.mark.behaviour("N2")
@pytest.mark.xdist_group("demo county")
@pytest.mark.parametrize("how", ["expired", "switched off"])
def test_every_address_of_staff_refuses(county: None, how: str) -> None:
    consultant = User.objects.get(email=PEOPLE["consultant"])
    yesterday = timezone.localdate() - timedelta(days=1)
    if how == "expired":
        assert consultant.role_assignments.count() > 1
        consultant.role_assignments.update(valid_until=yesterday)
    else:
        User.objects.filter(pk=consultant.pk).update(is_active=False)
    open_doors = []
    for name, row in sorted(STAFF_ONLY.items()):
        # Finding the thing may make it; the next address meets the same county.
        with transaction.atomic():
            url = reverse(name, kwargs=row.where())
            if not is_refused(ask(row, url, User.objects.get(pk=consultant.pk))):
                open_doors.append(name)
            transaction.set_rollback(True)
    assert len(STAFF_ONLY) > 200
    assert open_doors == []
