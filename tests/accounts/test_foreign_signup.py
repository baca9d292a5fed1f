"""Somebody signs up with the address of somebody else and waits until its owner has an account worth having."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts.actions import grant_role
from smartregion.accounts.actions.invitations import hash_of
from smartregion.accounts.models import Role, User
from tests.accounts.test_signing_in import code_in
from tests.factories.accounts import InvitationFactory
from tests.factories.county import CountyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.behaviour("P15")]
OWNER, GUESSED = "kollegin@kreis.example", "von jemand anderem gewählt"
DESK = "/arbeitsplatz/"


@pytest.fixture
def stranger() -> Client:
    CountyFactory()
    cache.clear()
    browser = Client()
    sign_up(browser, OWNER)
    return browser


def sign_up(browser: Client, address: str) -> None:
    words = {"email": address, "display_name": "Jemand", "password1": GUESSED, "password2": GUESSED}
    browser.post(reverse("account_signup"), words)
    assert EmailAddress.objects.filter(email=address, verified=False).exists()


def enter_by_code(browser: Client, mailoutbox: list) -> None:
    cache.clear()
    browser.post(reverse("account_request_login_code"), {"email": OWNER})
    browser.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[-1])})


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def opens_by_password(address: str = OWNER) -> bool:
    """In a browser of its own: one that still waits for a code is led back to waiting."""
    cache.clear()
    browser = Client()
    browser.post(reverse("account_login"), {"login": address, "password": GUESSED})
    return is_in(browser)


def test_owner_who_comes_by_a_code_is_alone_in_the_account(stranger, mailoutbox, office):
    owner = Client()
    enter_by_code(owner, mailoutbox)
    assert is_in(owner)
    user = User.objects.get(email=OWNER)
    grant_role(user=user, role=Role.EDITOR, by=office, on=timezone.localdate())
    # Where the stranger waits since signing up, and with the password from then.
    for address in (reverse("account_email_verification_sent"), reverse("account_login"), DESK):
        stranger.get(address)
    assert not is_in(stranger)
    assert not opens_by_password()
    assert owner.get(DESK).status_code == 200


@pytest.mark.usefixtures("stranger")
def test_so_is_whoever_accepts_an_invitation(mailoutbox, administration):
    InvitationFactory(email=OWNER, invited_by=administration, token_hash=hash_of("abc"))
    owner = Client()
    enter_by_code(owner, mailoutbox)
    owner.post(reverse("accounts:invitation_accept", args=["abc"]))
    assert User.objects.get(email=OWNER).role_assignments.filter(role="editor").exists()
    assert not opens_by_password()


def test_whoever_confirms_their_own_sign_up_keeps_their_password(mailoutbox):
    CountyFactory()
    cache.clear()
    browser = Client()
    sign_up(browser, "selbst@example.org")
    code = {"code": code_in(mailoutbox[-1])}
    browser.post(reverse("account_email_verification_sent"), code)
    assert is_in(browser)
    assert opens_by_password("selbst@example.org")


def test_a_code_later_on_takes_no_password_away(mailoutbox):
    test_whoever_confirms_their_own_sign_up_keeps_their_password(mailoutbox)
    cache.clear()
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": "selbst@example.org"})
    browser.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[-1])})
    assert is_in(browser)
    assert opens_by_password("selbst@example.org")
