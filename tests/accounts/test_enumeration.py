"""Nobody learns at the door who has an account: the same words, the same headers, the same work."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts.actions.invitations import hash_of
from smartregion.accounts.models import Invitation
from tests.factories.accounts import PASSWORD, InvitationFactory, UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.behaviour("P16"),
]
UNKNOWN = "niemand@example.org"
# Different for every request, whoever asks.
VARYING = {"Expires", "X-Request-ID"}
DOORS: dict[str, Callable[[str], dict[str, str]]] = {
    "account_login": lambda address: {"login": address, "password": "ganz falsch geraten"},
    "account_request_login_code": lambda address: {"email": address},
    "account_reset_password": lambda address: {"email": address},
    "account_signup": lambda address: {
        "email": address, "display_name": "Fuchs", "password1": PASSWORD, "password2": PASSWORD,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """What somebody outside can tell."""

    status: int
    body: str
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    next_page: str
    # Work that takes time.
    hashes: int
    letters: int


def knock(door: str, address: str, hashes: list[int], mailoutbox: list[object]) -> Seen:
    cache.clear()
    hashes.clear()
    mailoutbox.clear()
    client = Client()
    answer = client.post(reverse(door), DOORS[door](address))
    return seen(client, answer, address, len(hashes), len(mailoutbox))


def seen(client: Client, answer: HttpResponse, address: str, hashes: int, letters: int) -> Seen:
    """One answer of a door, and the page it leads to."""
    following = client.get(answer["Location"]).content.decode() if answer.status_code == 302 else ""
    headers = tuple(
        sorted((name, in_order(value)) for name, value in answer.items() if name not in VARYING)
    )
    return Seen(
        answer.status_code, plain(answer.content.decode(), address), headers,
        tuple(sorted(answer.cookies)), plain(following, address), hashes, letters,
    )  # fmt: skip


def in_order(header: str) -> str:
    """A policy says the same in any order."""
    return "; ".join(sorted(header.split("; ")))


def plain(page: str, address: str) -> str:
    """Without what differs from visit to visit, and without what the visitor typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return page.replace(address, "…")


def kinds() -> dict[str, str]:
    active = UserFactory(email="bekannt@example.org")
    by_code = UserFactory(email="mitcode@example.org")
    by_code.set_unusable_password()
    by_code.save()
    return {"known": active.email, "without password": by_code.email}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", ["known", "without password"])
def test_door_tells_nothing_about_an_address(door, kind, hashes, mailoutbox):
    address = kinds()[kind]
    assert knock(door, address, hashes, mailoutbox) == knock(door, UNKNOWN, hashes, mailoutbox)


@pytest.mark.parametrize("door", ["account_login"])
def test_door_tells_nothing_about_a_deactivated_account(door, hashes, mailoutbox):
    address = UserFactory(email="gesperr@example.org", is_active=False).email
    assert knock(door, address, hashes, mailoutbox) == knock(door, UNKNOWN, hashes, mailoutbox)


def test_words_of_a_letter_that_never_was_are_answered_like_those_that_are_over():
    InvitationFactory(expires_at=timezone.now() - timedelta(seconds=1))
    word = "a-word-that-was-in-a-letter"
    Invitation.objects.update(token_hash=hash_of(word))
    pages = {
        each: Client().get(reverse("accounts:invitation_accept", args=[each]))
        for each in (word, "unknown")
    }
    assert {page.status_code for page in pages.values()} == {410}
    assert len({plain(page.content.decode(), each) for each, page in pages.items()}) == 1
