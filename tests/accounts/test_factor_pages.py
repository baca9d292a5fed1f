"""What the pages of a second factor say and show: in words of ours, whole, and for eyes and cameras in every theme."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.urls import reverse

from tests.accounts.test_roles import just_signed_in
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.page]


def seen(user, address):
    """The page as somebody sees it who was asked for the password once more."""
    client = just_signed_in(user)
    asked = client.get(address)
    return client, client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)


def test_a_key_is_taken_away_by_its_name_or_kept(participant):
    client, _page = seen(participant, reverse("mfa_activate_totp"))
    data = {"name": "Dienstrechner", "credential": {}}
    key = Authenticator.objects.create(user=participant, type="webauthn", data=data)
    address = reverse("mfa_remove_webauthn", args=[key.pk])
    page = client.get(address).content.decode()
    assert "„Dienstrechner“ entfernen?" in page
    assert "Ausgewählte" not in page
    assert f'href="{reverse("mfa_list_webauthn")}"' in page
    client.post(address)
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_codes_for_a_lost_phone_say_what_they_are_for(participant):
    codes = RecoveryCodes.activate(participant).get_unused_codes()
    _client, answer = seen(participant, reverse("mfa_view_recovery_codes"))
    page = answer.content.decode()
    assert "Jeder gilt einmal." in page
    assert f"{len(codes)} von {len(codes)} sind noch unbenutzt." in page
    assert all(code in page for code in codes)


def test_the_secret_of_an_app_stands_whole_and_its_picture_on_a_light_ground(participant):
    _client, page = seen(participant, reverse("mfa_activate_totp"))
    secret, markup = page.context["form"].secret, page.content.decode()
    assert f">{secret}</textarea>" in markup
    assert '<img class="scanned"' in markup
    assert "css/account.css" in markup


def test_setting_up_an_app_says_what_it_is_and_names_its_key(participant):
    _client, answer = seen(participant, reverse("mfa_activate_totp"))
    page = answer.content.decode()
    assert "zeigt alle 30 Sekunden einen neuen Code" in page
    assert "Schlüssel zum Abtippen" in page
    assert "Code aus der App" in page
    assert "geheimnis" not in page


def test_recovery_codes_lead_on_to_where_the_work_is(participant, office):
    for person, way in (
        (participant, "weiter zur Startseite"),
        (office, "weiter zum Arbeitsplatz"),
    ):
        RecoveryCodes.activate(person)
        _client, answer = seen(person, reverse("mfa_view_recovery_codes"))
        assert f"Codes sind verwahrt: {way}" in answer.content.decode()


def asked_for_a_code(user):
    """The second step of a login."""
    return just_signed_in(user).get(reverse("mfa_authenticate")).content.decode()


def test_who_lost_the_phone_learns_that_a_recovery_code_fits_and_who_helps(participant):
    TOTP.activate(participant, generate_totp_secret())
    page = asked_for_a_code(participant)
    assert "oder einen Ihrer Wiederherstellungscodes" in page
    assert "Beides verloren? Wenden Sie sich an die Administration" in page
    assert "Sicherheitsschlüssel" not in page


def test_a_recovery_code_is_taken_in_the_same_field(participant):
    TOTP.activate(participant, generate_totp_secret())
    code = RecoveryCodes.activate(participant).get_unused_codes()[0]
    client = just_signed_in(participant)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_key_is_offered_to_whoever_has_one(participant, monkeypatch):
    TOTP.activate(participant, generate_totp_secret())
    options = {"publicKey": {"challenge": "x", "allowCredentials": [{"id": "y"}]}}
    monkeypatch.setattr(webauthn, "begin_authentication", lambda _user: options)
    page = asked_for_a_code(participant)
    assert 'id="mfa_webauthn_authenticate"' in page
    assert "mfa/js/webauthn.js" in page
