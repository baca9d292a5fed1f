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


def enter_by_password(browser: Client, address: str = OWNER) -> None:
    cache.clear()
    browser.post(reverse("account_login"), {"login": address, "password": GUESSED})


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
    enter_by_password(stranger)
    assert not is_in(stranger)
    assert owner.get(DESK).status_code == 200


def test_so_is_whoever_accepts_an_invitation(stranger, mailoutbox, administration):
    InvitationFactory(email=OWNER, invited_by=administration, token_hash=hash_of("abc"))
    owner = Client()
    enter_by_code(owner, mailoutbox)
    owner.post(reverse("accounts:invitation_accept", args=["abc"]))
    assert User.objects.get(email=OWNER).role_assignments.filter(role="editor").exists()
    enter_by_password(stranger)
    assert not is_in(stranger)


def test_whoever_confirms_their_own_sign_up_keeps_their_password(mailoutbox):
    CountyFactory()
    cache.clear()
    browser = Client()
    sign_up(browser, "selbst@example.org")
    code = {"code": code_in(mailoutbox[-1])}
    browser.post(reverse("account_email_verification_sent"), code)
    assert is_in(browser)
    again = Client()
    enter_by_password(again, "selbst@example.org")
    assert is_in(again)


def test_a_code_later_on_takes_no_password_away(mailoutbox):
    test_whoever_confirms_their_own_sign_up_keeps_their_password(mailoutbox)
    cache.clear()
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": "selbst@example.org"})
    browser.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[-1])})
    assert is_in(browser)
    again = Client()
    enter_by_password(again, "selbst@example.org")
    assert is_in(again)
