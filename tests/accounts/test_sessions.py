"""Sessions: a new key with every sign-in, an end, and nothing secret inside.

A role that is granted to somebody who is signed in needs no new key: nobody has a key that was not given out
at their own sign-in, rights are read with each request, and a second factor is demanded from the next one on.
"""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts.actions.invitations import hash_of
from smartregion.accounts.third_party import RULES
from tests.accounts.test_roles import just_signed_in
from tests.accounts.test_second_factor import code_for, with_app
from tests.factories.accounts import PASSWORD, InvitationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PROFILE = "/personen/profil/"


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def is_in(client: Client) -> bool:
    return client.get(PROFILE).status_code == 200


# -- the key -------------------------------------------------------------------------------
def test_signing_in_and_a_new_password_change_the_key(participant):
    client = Client()
    planted = client.session
    planted["planted"] = True
    planted.save()
    before = planted.session_key
    client.post(reverse("account_login"), {"login": participant.email, "password": PASSWORD})
    signed_in = client.session.session_key
    new = "ein ganz neues langes Wort"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    other = just_signed_in(participant)
    client.post(reverse("account_change_password"), data)
    assert len({before, signed_in, client.session.session_key}) == 3
    assert not Session.objects.filter(pk__in=[before, signed_in]).exists()
    assert is_in(client)
    assert not is_in(other)


def test_who_is_given_a_role_by_an_invitation_gets_a_new_key(participant, administration):
    client = just_signed_in(participant)
    before = client.session.session_key
    word = "the-word-of-the-letter"
    InvitationFactory(email=participant.email, token_hash=hash_of(word), invited_by=administration)
    client.post(reverse("accounts:invitation_accept", args=[word]))
    assert participant.role_assignments.exists()
    assert is_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


# -- the end -------------------------------------------------------------------------------
def test_session_that_was_left_alone_ends(participant, settings):
    client, now = just_signed_in(participant), timezone.now()
    almost = timedelta(seconds=settings.SESSION_IDLE_AGE - 60)
    with time_machine.travel(now + almost):
        assert is_in(client)
    # The visit counts: from there on it may be left alone as long again.
    with time_machine.travel(now + 2 * almost):
        assert is_in(client)
    with time_machine.travel(now + 2 * almost + timedelta(seconds=settings.SESSION_IDLE_AGE + 60)):
        assert not is_in(client)
        assert SESSION_KEY not in client.session


def test_whoever_asks_how_long_sessions_last_reads_both_ends():
    assert str(RULES["sessions.Session"].period).startswith(
        "12 Stunden nach der Anmeldung, 2 Stunden nach dem letzten Besuch"
    )


def test_session_ends_after_twelve_hours_however_busy(participant):
    client, now = just_signed_in(participant), timezone.now()
    for hour in range(1, 12):
        with time_machine.travel(now + timedelta(hours=hour)):
            assert is_in(client)
    with time_machine.travel(now + timedelta(hours=12, seconds=1)):
        assert not is_in(client)


def test_other_sessions_end_and_this_one_goes_on_under_a_new_key(participant, office, settings):
    here, left_open, somebody = map(just_signed_in, (participant, participant, office))
    copied = Client()
    copied.cookies[settings.SESSION_COOKIE_NAME] = here.session.session_key
    assert is_in(copied)
    address = reverse("accounts:sign_out_elsewhere")
    assert "Auf allen anderen Geräten abmelden?" in here.get(address).content.decode()
    assert is_in(left_open)
    page = here.post(address, follow=True)
    assert "Sie sind jetzt nur noch hier angemeldet." in page.content.decode()
    assert is_in(here)
    assert is_in(somebody)
    assert not is_in(left_open)
    assert not is_in(copied)


@pytest.mark.django_db(transaction=True)
def test_second_factor_that_is_set_up_ends_sessions_that_never_showed_it(participant):
    here, left_open = just_signed_in(participant), just_signed_in(participant)
    here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    address = reverse("mfa_activate_totp")
    here.get(address)
    here.post(address, {"code": code_for(here.session[SECRET_SESSION_KEY])})
    assert is_in(here)
    assert not is_in(left_open)


# -- what is inside ------------------------------------------------------------------------
@pytest.mark.behaviour("P27")
def test_no_session_holds_a_password_or_a_secret(office, anonymous_client):
    """Two things that end by themselves do lie in the row, as allauth has no other place for them: the code of
    a letter (minutes, few tries), and the secret of an app until its first code confirms it. Whoever reads the
    rows has the keys of all sessions anyway.
    """
    secret = with_app(office)
    dumps = []
    # The code of an app is good for half a minute, however slow the machine is.
    with time_machine.travel(timezone.now(), tick=False):
        pages = [
            ("account_login", {"login": office.email, "password": "falsch-geraten"}),
            ("account_login", {"login": office.email, "password": PASSWORD}),
            ("mfa_authenticate", {"code": code_for(secret)}),
            ("account_reauthenticate", {"password": PASSWORD}),
            (
                "account_change_password",
                {"oldpassword": PASSWORD, "password1": "x", "password2": "y"},
            ),
        ]
        for name, data in pages:
            anonymous_client.post(reverse(name), data)
            dumps += [str(session.get_decoded()) for session in Session.objects.all()]
    assert any("_auth_user_id" in dump for dump in dumps)
    office.refresh_from_db()
    for word in (PASSWORD, "falsch-geraten", secret, office.password):
        assert not [dump for dump in dumps if word in dump]


@pytest.mark.behaviour("P27")
def test_sign_up_that_waits_for_its_code_holds_no_password(anonymous_client):
    data = {"email": "neu@example.org", "display_name": "N", "password1": PASSWORD}
    anonymous_client.post(reverse("account_signup"), {**data, "password2": PASSWORD})
    [session] = Session.objects.all()
    assert PASSWORD not in str(session.get_decoded())
