"""Sessions: a new key with every sign-in, an end, and nothing secret inside."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.test_roles import just_signed_in
from tests.accounts.test_second_factor import code_for, with_app
from tests.factories.accounts import PASSWORD

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


def test_session_ends_after_twelve_hours_however_busy(participant):
    client, now = just_signed_in(participant), timezone.now()
    for hour in range(1, 12):
        with time_machine.travel(now + timedelta(hours=hour)):
            assert is_in(client)
    with time_machine.travel(now + timedelta(hours=12, seconds=1)):
        assert not is_in(client)


# -- what is inside ------------------------------------------------------------------------
@pytest.mark.behaviour("P27")
def test_no_session_holds_a_password_or_a_secret(office, anonymous_client):
    secret = with_app(office)
    pages = [
        ("account_login", {"login": office.email, "password": "falsch-geraten"}),
        ("account_login", {"login": office.email, "password": PASSWORD}),
        ("mfa_authenticate", {"code": code_for(secret)}),
        ("account_reauthenticate", {"password": PASSWORD}),
        ("account_change_password", {"oldpassword": PASSWORD, "password1": "x", "password2": "y"}),
    ]
    dumps = []
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
