"""What the pages of a second factor say and show: in words of ours, whole, and for eyes and cameras in every theme."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
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
