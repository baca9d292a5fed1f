"""Every address of the wings of contributions, as the access table knows it."""

from collections.abc import Iterator

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from smartregion.accounts.models import User
from tests.architecture.access import ACCESS
from tests.architecture.access.table import PEOPLE, STRANGER

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WINGS = ("forums", "contributions", "events", "notices", "consultations")
NAMES = sorted(name for name in ACCESS if name.partition(":")[0] in WINGS)
PUBLIC = sorted(name for name, row in ACCESS.items() if STRANGER in row.allowed and not row.post)


def visitor(name: str) -> str | None:
    """Somebody who may open this address: the strategy office if it may, otherwise anybody who may."""
    allowed = ACCESS[name].allowed
    if "strategy_office" in allowed:
        return PEOPLE["strategy_office"]
    return next((PEOPLE[role] for role in PEOPLE if role in allowed), None)


def browser(email: str | None) -> Client:
    client = Client(raise_request_exception=True)
    if email:
        client.force_login(User.objects.get(email=email), backend=BACKEND)
    return client


def url_of(name: str, **other: object) -> str:
    row = ACCESS[name]
    return reverse(name, kwargs={**row.where(), **other}) + row.query


def body_of(response: HttpResponse) -> str:
    pieces: Iterator[bytes] = (
        response.streaming_content if response.streaming else iter([response.content])
    )
    return b"".join(pieces).decode(errors="replace")


def asked(email: str | None, url: str, method: str = "get") -> tuple[HttpResponse, str]:
    """One request whose effects are taken back."""
    client = browser(email)
    with transaction.atomic():
        response = getattr(client, method)(url)
        body = body_of(response)
        transaction.set_rollback(True)
    return response, body
