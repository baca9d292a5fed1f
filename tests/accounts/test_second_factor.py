"""A second factor: set up, asked for, demanded of some roles, sealed, and taken away by administration."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache

from smartregion.accounts.second_factor import MFAAdapter, demands_second_factor
from smartregion.core.models import AuditEntry
from tests.accounts.test_roles import just_signed_in
from tests.factories.accounts import PASSWORD
from tests.security.operation import run

pytestmark = pytest.mark.django_db
LOGIN, SET_UP, FACTORS = "/konto/login/", "/konto/2fa/totp/activate/", "/konto/2fa/"
DESK = "/arbeitsplatz/"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def demanding(settings):
    settings.SECOND_FACTOR_ROLES = ["strategy_office", "consultant"]


def code_for(secret: str) -> str:
    """What the app of the person shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in(client, user):
    return client.post(LOGIN, {"login": user.email, "password": PASSWORD}, follow=True)


def with_app(user) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


# -- who needs one -----------------------------------------------------------------------------
def test_role_that_needs_one_leads_to_the_set_up_and_nowhere_else(
    demanding, anonymous_client, office
):
    page = sign_in(anonymous_client, office)
    assert page.redirect_chain[-1][0] == FACTORS
    assert "Ihre Rolle braucht einen zweiten Faktor" in page.content.decode()
    for address in (DESK, "/", "/massnahmen/", "/berichte/neu/", "/konto/email/"):
        assert anonymous_client.get(address).headers["Location"] == FACTORS
    assert anonymous_client.post("/berichte/neu/", {}).headers["Location"] == FACTORS


def test_other_roles_and_strangers_go_without(demanding, anonymous_client, participant):
    assert anonymous_client.get("/").status_code == 200
    sign_in(anonymous_client, participant)
    assert anonymous_client.get("/").status_code == 200


def test_role_that_has_ended_demands_nothing(demanding, expired_consultant):
    assert not demands_second_factor(expired_consultant)


# -- setting up and signing in -----------------------------------------------------------------
def test_office_sets_up_an_app_and_goes_on(demanding, anonymous_client, office):
    sign_in(anonymous_client, office)
    again = anonymous_client.get(SET_UP).headers["Location"]
    page = anonymous_client.post(again, {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    assert anonymous_client.post(SET_UP, {"code": "000000"}).status_code == 200
    anonymous_client.post(SET_UP, {"code": code_for(secret)})
    assert Authenticator.objects.filter(user=office, type="totp").exists()
    assert anonymous_client.get(DESK).status_code == 200


def test_password_alone_no_longer_opens_the_account(anonymous_client, office):
    secret = with_app(office)
    page = sign_in(anonymous_client, office)
    assert page.redirect_chain[-1][0].startswith("/konto/2fa/authenticate/")
    assert anonymous_client.get(DESK).status_code == 302
    asked = "/konto/2fa/authenticate/"
    assert "Falsch" in anonymous_client.post(asked, {"code": "000000"}).content.decode()
    anonymous_client.post(asked, {"code": code_for(secret)})
    assert anonymous_client.get(DESK).status_code == 200


def test_session_between_the_steps_holds_no_password(anonymous_client, office):
    with_app(office)
    sign_in(anonymous_client, office)
    assert PASSWORD not in str(dict(anonymous_client.session))


def test_guessing_codes_is_slowed_down(anonymous_client, office):
    with_app(office)
    sign_in(anonymous_client, office)
    answers = [
        anonymous_client.post("/konto/2fa/authenticate/", {"code": f"{n:06}"}).content.decode()
        for n in range(7)
    ]
    assert "Zu viele" in answers[-1]


# -- the secret --------------------------------------------------------------------------------
def test_secret_is_sealed_in_the_database(office):
    secret = with_app(office)
    stored = Authenticator.objects.get(user=office).data
    assert secret not in str(stored)
    assert MFAAdapter().decrypt(stored["secret"]) == secret


def test_secret_is_read_with_the_key_before_last(office, settings):
    sealed = MFAAdapter().encrypt("geheim")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "an entirely new key of the installation" * 2
    settings.SECRET_KEY_FALLBACKS = [old]
    assert MFAAdapter().decrypt(sealed) == "geheim"


# -- losing it ---------------------------------------------------------------------------------
def test_last_factor_of_a_demanding_role_cannot_be_removed(demanding, office, participant):
    with_app(office)
    with_app(participant)
    assert not MFAAdapter().can_delete_authenticator(Authenticator.objects.get(user=office))
    assert MFAAdapter().can_delete_authenticator(Authenticator.objects.get(user=participant))


@pytest.mark.django_db(transaction=True)
def test_administration_takes_a_lost_factor_away_and_the_person_hears_of_it(
    administration, office, mailoutbox
):
    with_app(office)
    client = just_signed_in(administration)
    address = f"/personen/{office.public_id}/zweiter-faktor/"
    asked = client.get(address)
    assert "Zweiten Faktor von" in asked.content.decode()
    client.post(address)
    assert not Authenticator.objects.filter(user=office).exists()
    assert AuditEntry.objects.filter(verb="remove_second_factor").exists()
    [mail] = mailoutbox
    assert mail.to == [office.email]
    assert "zweiten Faktor" in mail.body


def test_only_administration_takes_factors_away(client_as, office, consultant):
    with_app(office)
    address = f"/personen/{office.public_id}/zweiter-faktor/"
    assert client_as(consultant).post(address).status_code == 403
    assert Authenticator.objects.filter(user=office).exists()


def test_session_of_somebody_whose_factor_was_taken_away_ends(
    demanding, anonymous_client, administration, office
):
    secret = with_app(office)
    sign_in(anonymous_client, office)
    anonymous_client.post("/konto/2fa/authenticate/", {"code": code_for(secret)})
    assert anonymous_client.get(DESK).status_code == 200
    just_signed_in(administration).post(f"/personen/{office.public_id}/zweiter-faktor/")
    assert anonymous_client.get(DESK).status_code == 302


@pytest.mark.slow
def test_nothing_starts_with_a_misspelt_role() -> None:
    """It would silently need no second factor."""
    load = ("-c", "import django; django.setup()")
    done = run(*load, DJANGO_SETTINGS_MODULE="smartregion.settings", SECOND_FACTOR_ROLES="analist")
    assert "there is no role analist; one of: administration, " in done.stderr
    assert run(*load, DJANGO_SETTINGS_MODULE="smartregion.settings").returncode == 0
