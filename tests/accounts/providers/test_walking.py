"""Signing in at a provider: first time, again, with an address that is known here, and out."""

import re
from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.utils import timezone

from smartregion.accounts.actions import close_account
from smartregion.accounts.models import User
from tests.accounts.providers.conftest import asked
from tests.factories.accounts import PASSWORD, InvitationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PROFILE = "/personen/profil/"


def who(client) -> str:
    """The address of whoever is signed in; nothing for nobody."""
    user = client.get("/").wsgi_request.user
    return user.email if user.is_authenticated else ""


# -- the county's own accounts -------------------------------------------------------------
def test_colleague_arrives_for_the_first_time_and_again(walker, elsewhere, mailoutbox):
    elsewhere.knows("k1", email="kollege@example.org", email_verified=True, name="Kai Kollege")
    walker.walk("landkreis", "k1")
    assert who(walker.client) == "kollege@example.org"
    user = User.objects.get()
    assert user.display_name == "Kai Kollege"
    assert not user.has_usable_password()
    walker.client.post("/konto/logout/")
    assert who(walker.client) == ""
    walker.walk("landkreis", "k1")
    assert who(walker.client) == "kollege@example.org"
    assert User.objects.count() == SocialAccount.objects.count() == 1
    assert not mailoutbox


def test_no_claim_becomes_a_role(walker, elsewhere):
    claims = {"roles": ["administration"], "groups": ["administration"], "role": "administration"}
    elsewhere.knows("k2", email="k2@example.org", email_verified=True, name="K", **claims)
    walker.walk("landkreis", "k2")
    assert not User.objects.get().role_assignments.exists()
    assert walker.client.get("/personen/").status_code == 403


@pytest.mark.behaviour("P15")
def test_invitation_that_is_over_becomes_no_role_by_an_account_elsewhere(walker, elsewhere):
    InvitationFactory(email="k0@example.org", expires_at=timezone.now() - timedelta(seconds=1))
    elsewhere.knows("k0", email="k0@example.org", email_verified=True, name="K")
    walker.walk("landkreis", "k0")
    assert who(walker.client) == "k0@example.org"
    assert not User.objects.get().role_assignments.exists()


def test_nothing_but_the_lasting_name_is_kept(walker, elsewhere):
    elsewhere.knows("k3", email="k3@example.org", email_verified=True, name="K", birthdate="1970")
    walker.walk("landkreis", "k3")
    kept = SocialAccount.objects.get()
    assert (kept.provider, kept.uid, kept.extra_data) == ("landkreis", "k3", {})
    assert not SocialToken.objects.exists()


def test_trusted_address_opens_the_account_that_is_here(walker, elsewhere, office, mailoutbox):
    elsewhere.knows("k4", email=office.email, email_verified=True, name="Anders")
    walker.walk("landkreis", "k4")
    assert who(walker.client) == office.email
    assert SocialAccount.objects.get().user == office
    assert User.objects.count() == 1
    [mail] = mailoutbox
    assert mail.to == [office.email]
    assert "Landkreis-Konto" in mail.body


def test_unverified_address_opens_nothing_even_where_addresses_are_trusted(
    walker, elsewhere, office
):
    elsewhere.knows("k5", email=office.email, email_verified=False, name="Anders")
    walker.walk("landkreis", "k5")
    assert who(walker.client) == ""
    assert not SocialAccount.objects.exists()


# -- BundID --------------------------------------------------------------------------------
def test_citizen_chooses_a_name_and_confirms_the_address(walker, elsewhere, mailoutbox):
    elsewhere.knows("b1", email="bea@example.org", email_verified=True, name="Bea Bürgerlich")
    page = walker.walk("bundid", "b1")
    assert page.redirect_chain[-1][0] == "/konto/verknuepft/signup/"
    assert "Bürgerlich" not in page.content.decode()
    sent = {"email": "bea@example.org", "display_name": "Nuthe-Biber"}
    page = walker.client.post("/konto/verknuepft/signup/", sent, follow=True)
    assert who(walker.client) == ""
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mailoutbox[0].body, re.MULTILINE)[1]
    walker.client.post(page.request["PATH_INFO"], {"code": code})
    assert who(walker.client) == "bea@example.org"
    assert User.objects.get().display_name == "Nuthe-Biber"


def test_address_that_is_known_here_is_not_taken_over(walker, elsewhere, office, mailoutbox):
    elsewhere.knows("b2", email=office.email, email_verified=True, name="Anders")
    walker.walk("bundid", "b2")
    sent = {"email": office.email, "display_name": "Anders"}
    page = walker.client.post("/konto/verknuepft/signup/", sent, follow=True)
    assert who(walker.client) == ""
    assert not SocialAccount.objects.exists()
    # Outside it looks as for an address that is new; whoever owns it is told.
    assert page.redirect_chain[-1][0] == "/konto/confirm-email/"
    assert [mail.to for mail in mailoutbox] == [[office.email]]


# -- linking -------------------------------------------------------------------------------
def test_people_link_and_unlink_an_account(client_as, elsewhere, configured, walker, mailoutbox):
    user = UserFactory()
    walker.client = client_as(user)
    elsewhere.knows("b3")
    page = walker.walk("bundid", "b3", process="connect")
    if page.redirect_chain[-1][0].startswith("/konto/reauthenticate/"):
        page = walker.client.post("/konto/reauthenticate/", {"password": PASSWORD}, follow=True)
    assert "Das Konto ist verknüpft." in page.content.decode()
    linked = SocialAccount.objects.get(user=user)
    page = walker.client.post("/konto/verknuepft/", {"account": linked.pk}, follow=True)
    assert "Die Verknüpfung ist gelöst." in page.content.decode()
    assert not SocialAccount.objects.exists()
    assert [mail.to for mail in mailoutbox] == [[user.email]] * 2


def test_account_of_one_person_is_not_linked_to_another(client_as, walker, elsewhere, office):
    elsewhere.knows("k6", email="erste@example.org", email_verified=True, name="Erste")
    walker.walk("landkreis", "k6")
    walker.client = client_as(office)
    page = walker.walk("landkreis", "k6", process="connect")
    walker.client.post("/konto/reauthenticate/", {"password": PASSWORD}, follow=True)
    assert not SocialAccount.objects.filter(user=office).exists(), page


# -- who may not ---------------------------------------------------------------------------
def test_deactivated_account_stays_shut(walker, elsewhere):
    elsewhere.knows("k7", email="weg@example.org", email_verified=True, name="Weg")
    walker.walk("landkreis", "k7")
    walker.client.post("/konto/logout/")
    User.objects.update(is_active=False)
    page = walker.walk("landkreis", "k7")
    assert page.redirect_chain[-1][0] == "/konto/inactive/"
    assert who(walker.client) == ""


def test_closed_account_is_not_found_again(walker, elsewhere):
    elsewhere.knows("k8", email="zu@example.org", email_verified=True, name="Zu")
    walker.walk("landkreis", "k8")
    old = User.objects.get()
    close_account(user=old, with_texts=False, at=timezone.now())
    assert not SocialAccount.objects.exists()
    assert who(walker.client) == ""
    walker.walk("landkreis", "k8")
    assert User.objects.get(email="zu@example.org").pk != old.pk


def test_signing_out_leaves_no_session(walker, elsewhere):
    elsewhere.knows("k9", email="k9@example.org", email_verified=True, name="K")
    walker.walk("landkreis", "k9")
    before = walker.client.session.session_key
    walker.client.post("/konto/logout/")
    assert not Session.objects.filter(pk=before).exists()
    assert who(walker.client) == ""


def test_our_side_asks_for_no_more_than_it_needs(walker):
    address = walker.leave("landkreis")
    wanted = asked(address)
    assert set(wanted["scope"].split()) == {"openid", "profile", "email"}
    assert wanted["code_challenge_method"] == "S256"
    assert len(wanted["nonce"]) == 32
