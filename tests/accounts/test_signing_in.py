"""Signing up, in and out by mail, in German, without guessing."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from smartregion.accounts.adapter import AccountAdapter
from smartregion.accounts.models import User
from smartregion.notices.envelopes import Envelope
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.county import CountyFactory

pytestmark = pytest.mark.django_db
LOGIN = "/konto/login/"
SIGNUP = "/konto/signup/"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def code_in(mail) -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.body, re.MULTILINE)
    assert found, mail.body
    return found[1]


def test_staff_arrive_at_their_desk(anonymous_client, office) -> None:
    data = {"login": office.email, "password": PASSWORD}
    response = anonymous_client.post(LOGIN, data, follow=True)
    assert response.redirect_chain[-1][0] == "/arbeitsplatz/"


def test_participants_arrive_at_the_start_page(anonymous_client, participant) -> None:
    data = {"login": participant.email, "password": PASSWORD}
    response = anonymous_client.post(LOGIN, data, follow=True)
    assert response.redirect_chain[-1][0] == "/"


def test_english_visitors_arrive_in_english(anonymous_client, office) -> None:
    data = {"login": office.email, "password": PASSWORD}
    response = anonymous_client.post("/en/konto/login/", data, follow=True)
    assert response.redirect_chain[-1][0] == "/en/arbeitsplatz/"


def test_wrong_password_says_nothing_about_the_account(anonymous_client, office) -> None:
    pages = [
        anonymous_client.post(LOGIN, {"login": address, "password": "falsch"})
        for address in (office.email, "niemand@example.org")
    ]
    errors = [page.context["form"].errors for page in pages]
    assert errors[0] == errors[1]


def test_guessing_a_password_is_slowed_down(anonymous_client, office) -> None:
    data = {"login": office.email, "password": "falsch"}
    for _time in range(6):
        response = anonymous_client.post(LOGIN, data)
    right = anonymous_client.post(LOGIN, {**data, "password": PASSWORD})
    assert response.status_code in {200, 429}
    assert right.status_code != 302


def tried_from(address: str, client, settings) -> None:
    """Thirty wrong passwords for thirty accounts, sent on by the county's own proxy."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(30):
        data = {"login": f"niemand{n}@example.org", "password": "falsch"}
        client.post(LOGIN, data, headers={"X-Forwarded-For": f"192.0.2.{n}, {address}"})


@pytest.mark.parametrize(("address", "gets_in"), [("203.0.113.5", False), ("203.0.113.6", True)])
def test_guessing_slows_down_one_visitor_and_not_the_county(
    anonymous_client, office, settings, address, gets_in
) -> None:
    tried_from("203.0.113.5", anonymous_client, settings)
    data = {"login": office.email, "password": PASSWORD}
    response = anonymous_client.post(LOGIN, data, headers={"X-Forwarded-For": address})
    assert (response.status_code == 302) is gets_in


def test_limits_are_counted_without_keeping_addresses(rf) -> None:
    kept = {
        AccountAdapter().get_client_ip(rf.get("/", REMOTE_ADDR=address))
        for address in ("203.0.113.5", "203.0.113.6", "2001:db8::1", "2001:db8::2")
    }
    assert len(kept) == 3
    assert not [one for one in kept if "203.0" in one or "2001:" in one]


def test_new_account_is_confirmed_by_a_mailed_code(anonymous_client, mailoutbox) -> None:
    data = {
        "email": "neu@example.org",
        "display_name": "Fläming-Fuchs",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    response = anonymous_client.post(SIGNUP, data, follow=True)
    assert response.status_code == 200
    mail = mailoutbox[0]
    assert mail.to == ["neu@example.org"]
    done = anonymous_client.post(response.request["PATH_INFO"], {"code": code_in(mail)})
    assert done.status_code == 302
    user = User.objects.get(email="neu@example.org")
    assert user.display_name == "Fläming-Fuchs"
    assert user.emailaddress_set.get().verified
    assert anonymous_client.get("/personen/profil/").status_code == 200


def test_sign_up_without_a_display_name_is_refused(anonymous_client) -> None:
    data = {"email": "neu@example.org", "password1": PASSWORD, "password2": PASSWORD}
    response = anonymous_client.post(SIGNUP, data)
    assert "display_name" in response.context["form"].errors
    assert not User.objects.exists()


def test_person_without_password_signs_in_with_a_code(anonymous_client, mailoutbox) -> None:
    from smartregion.accounts.actions import add_person

    user = add_person(email="kollege@example.org", display_name="Kollege", by=None)
    request = anonymous_client.post(reverse("account_request_login_code"), {"email": user.email})
    assert request.status_code == 302
    code = code_in(mailoutbox[0])
    done = anonymous_client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)
    assert done.redirect_chain[-1][0] == "/"


def test_forgotten_password_is_reset_by_mail(anonymous_client, participant, mailoutbox) -> None:
    anonymous_client.post(reverse("account_reset_password"), {"email": participant.email})
    mail = mailoutbox[0]
    link = re.search(r"http://\S+", mail.body)[0]
    form = anonymous_client.get(link, follow=True)
    where = form.redirect_chain[-1][0]
    new = "ein ganz neues langes Wort"
    anonymous_client.post(where, {"password1": new, "password2": new})
    participant.refresh_from_db()
    assert participant.check_password(new)


def test_reset_for_an_unknown_address_looks_the_same(anonymous_client, mailoutbox) -> None:
    known = UserFactory()
    answers = [
        anonymous_client.post(reverse("account_reset_password"), {"email": address})
        for address in (known.email, "niemand@example.org")
    ]
    assert answers[0]["Location"] == answers[1]["Location"]


def test_mails_speak_german_and_name_the_county(anonymous_client, participant, mailoutbox) -> None:
    CountyFactory(contact_email="digital@example.org")
    anonymous_client.post(reverse("account_reset_password"), {"email": participant.email})
    mail = mailoutbox[0]
    assert mail.subject == "SmartRegion Landkreis Musterland: E-Mail zum Zurücksetzen des Passworts"
    assert "Landkreis Musterland" in mail.body
    assert "testserver!" not in mail.body
    assert mail.from_email == "SmartRegion Landkreis Musterland <smartregion@example.org>"
    assert mail.reply_to == ["digital@example.org"]


def test_letters_of_the_account_have_the_writer_of_all_other_letters(
    anonymous_client, participant, mailoutbox
) -> None:
    CountyFactory()
    anonymous_client.post(reverse("account_reset_password"), {"email": participant.email})
    envelope = Envelope.of_this_county()
    assert mailoutbox[0].from_email == envelope.writer
    assert mailoutbox[0].reply_to == envelope.answers_to


def test_signing_out_needs_a_button(client_as, participant) -> None:
    client = client_as(participant)
    client.get("/konto/logout/")
    assert client.get("/personen/profil/").status_code == 200
    client.post("/konto/logout/")
    assert client.get("/personen/profil/").status_code == 302
