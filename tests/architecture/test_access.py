"""Every address of the product, asked by every role: the table says what each may see."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from smartregion.accounts.models import User
from tests.architecture.access import ACCESS
from tests.architecture.access.table import ROLES, STRANGER, Row
from tests.architecture.matrix.addresses import addresses

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOGIN = "/konto/login/"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    existing = {found.name for found in addresses()}
    missing, stale = existing - set(ACCESS), set(ACCESS) - existing
    assert not missing, "no row in tests/architecture/access for: " + ", ".join(sorted(missing))
    assert not stale, "rows without an address: " + ", ".join(sorted(stale))


def ask(row: Row, url: str, user: User | None) -> HttpResponse:
    """One request, whose effects are taken back so that the next role meets the same county."""
    client = Client(raise_request_exception=True)
    if user is not None:
        client.force_login(user, backend=BACKEND)
    with transaction.atomic():
        response = client.post(url, row.sent) if row.post else client.get(url + row.query)
        if response.streaming:
            # Read to its end a file is closed; closing it by hand would close the connection, too.
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response


def verdict(row: Row, response: HttpResponse) -> str:
    if (
        response.status_code == 302
        and response["Location"].startswith(LOGIN)
        and "next=" in response["Location"]
    ):
        return "login"
    if row.answer is None and response.status_code in (200, 302, 409):
        return "allowed"
    return "allowed" if response.status_code == row.answer else str(response.status_code)


def expected(row: Row, role: str) -> str:
    if role in row.allowed:
        return "allowed"
    if role in row.unseen:
        return "404"
    return "login" if role == STRANGER else "403"


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.xdist_group("demo county")
@pytest.mark.parametrize("name", sorted(ACCESS))
def test_role_gets_what_the_table_says(name: str, people: dict[str, User | None]) -> None:
    row = ACCESS[name]
    url = reverse(name, kwargs=row.where())
    given = {role: verdict(row, ask(row, url, people[role])) for role in ROLES}
    assert given == {role: expected(row, role) for role in ROLES}
