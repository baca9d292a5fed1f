"""Answers of a provider that are not what they seem, and a provider that is away."""

import re
from dataclasses import replace

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts.models import User
from tests.accounts.providers.conftest import Walker, use
from tests.accounts.test_foreign_signup import GUESSED, OWNER, enter_by_code, is_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FAILED = "Anmeldung nicht gelungen"


def nobody_in(client) -> bool:
    return SESSION_KEY not in client.session and not User.objects.exists()


@pytest.fixture
def known(elsewhere):
    elsewhere.knows("a1", email="a1@example.org", email_verified=True, name="A")
    return "a1"


def refused(walker, back: str) -> None:
    page = walker.arrive(back)
    assert page.status_code == 401
    assert FAILED in page.content.decode()
    assert nobody_in(walker.client)


def test_state_that_we_did_not_give_is_refused(walker, elsewhere, known):
    back = elsewhere.lets_in(walker.leave("landkreis"), known)
    given = walker.client.session["socialaccount_states"]
    [state] = given
    refused(walker, back.replace(state, "x" * len(state)))


def test_answer_meant_for_another_browser_is_refused(walker, elsewhere, known):
    from django.test import Client

    back = elsewhere.lets_in(walker.leave("landkreis"), known)
    refused(Walker(Client(), elsewhere), back)


def test_answer_opens_only_once(walker, elsewhere, known):
    back = elsewhere.lets_in(walker.leave("landkreis"), known)
    walker.arrive(back)
    walker.client.post("/konto/logout/")
    User.objects.all().delete()
    refused(walker, back)


def test_token_of_another_sign_in_is_refused(walker, elsewhere, known):
    """Somebody slips in their own code: its token carries the nonce of their sign-in."""
    theirs = elsewhere.lets_in(walker.leave("landkreis"), known)
    mine = elsewhere.lets_in(walker.leave("landkreis"), known)
    code_of = lambda address: address.partition("code=")[2].partition("&")[0]  # noqa: E731
    refused(walker, mine.replace(code_of(mine), code_of(theirs)))


def test_answer_of_one_provider_does_not_count_for_another(walker, elsewhere, known):
    back = elsewhere.lets_in(walker.leave("bundid"), known)
    refused(walker, back.replace("/bei/bundid/", "/bei/landkreis/"))


def test_token_for_another_client_is_refused(walker, elsewhere, known, configured, settings):
    back = elsewhere.lets_in(walker.leave("landkreis"), known)
    use(settings, replace(configured, client_id="somebody-else"))
    refused(walker, back)


def test_ended_token_is_refused(anonymous_client, elsewhere, configured, known):
    walker = Walker(anonymous_client, elsewhere)
    back = elsewhere.lets_in(walker.leave("landkreis"), known)
    # Our clock is two hours ahead when the token comes, which is good for one hour.
    with time_machine.travel(timezone.now() + timezone.timedelta(hours=2)):
        refused(walker, back)


@pytest.mark.parametrize("process", ["login", "connect"])
def test_provider_that_is_away_is_told_in_one_sentence(
    walker, configured, settings, process, participant
):
    use(settings, replace(configured, server="http://127.0.0.1:9"))
    page = walker.client.post(f"/konto/bei/landkreis/?process={process}")
    assert page.status_code == 503
    assert "„Landkreis-Konto“ antwortet gerade nicht" in page.content.decode()


def test_provider_that_goes_away_meanwhile_is_told_in_one_sentence(
    walker, elsewhere, configured, known, settings
):
    back = elsewhere.lets_in(walker.leave("landkreis"), known)
    use(settings, replace(configured, server="http://127.0.0.1:9"))
    assert walker.arrive(back).status_code == 503
    assert nobody_in(walker.client)


def test_unknown_provider_is_not_found(walker):
    assert walker.client.post("/konto/bei/unbekannt/").status_code == 404


def test_link_elsewhere_starts_no_sign_in(walker):
    page = walker.client.get("/konto/bei/landkreis/")
    assert page.status_code == 200
    assert "Sie verlassen jetzt diese Seiten" in page.content.decode()


def test_words_in_our_address_do_not_reach_the_provider(walker, settings):
    from tests.accounts.providers.conftest import asked

    answer = walker.client.post(
        "/konto/bei/landkreis/?scope=everything&auth_params=redirect_uri=https://evil.example.org"
    )
    wanted = asked(answer["Location"])
    assert "everything" not in wanted["scope"]
    assert wanted["redirect_uri"] == f"{settings.PUBLIC_URL}/konto/bei/landkreis/zurueck/"


def test_provider_leads_back_under_the_public_name_only(walker, settings):
    """Whatever host was asked for, and whatever a proxy is said to have been asked for."""
    from tests.accounts.providers.conftest import asked

    settings.ALLOWED_HOSTS = ["www.strategie.example.org"]
    headers = {"host": "www.strategie.example.org:6666", "X-Forwarded-Host": "evil.example"}
    answer = walker.client.post("/konto/bei/landkreis/", headers=headers)
    back = asked(answer["Location"])["redirect_uri"]
    assert back == f"{settings.PUBLIC_URL}/konto/bei/landkreis/zurueck/"


def test_person_who_says_no_comes_back_without_harm(walker):
    walker.leave("landkreis")
    [state] = walker.client.session["socialaccount_states"]
    page = walker.arrive(f"/konto/bei/landkreis/zurueck/?error=access_denied&state={state}")
    assert "Anmeldung abgebrochen" in page.content.decode()


# -- second factor -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("claims", "goes_on"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfa"}, False),
        ({"acr": "1"}, False),
        ({}, False),
    ],
)
def test_second_factor_there_counts_only_when_the_token_says_so(
    walker, elsewhere, office, settings, claims, goes_on
):
    settings.SECOND_FACTOR_ROLES = ["strategy_office"]
    elsewhere.knows("m1", email=office.email, email_verified=True, name="O", **claims)
    walker.walk("landkreis", "m1")
    answer = walker.client.get("/arbeitsplatz/")
    assert (answer.status_code == 200) is goes_on
    if not goes_on:
        assert answer["Location"] == "/konto/2fa/"


def test_second_factor_there_does_not_count_for_a_provider_without_it(
    walker, elsewhere, office, settings, configured
):
    use(settings, replace(configured, second_factor=()))
    settings.SECOND_FACTOR_ROLES = ["strategy_office"]
    elsewhere.knows("m2", email=office.email, email_verified=True, name="O", amr=["mfa"], acr="mfa")
    walker.walk("landkreis", "m2")
    assert walker.client.get("/arbeitsplatz/")["Location"] == "/konto/2fa/"


# -- what lies in between ------------------------------------------------------------------
@pytest.mark.behaviour("P27")
def test_session_between_provider_and_account_holds_no_key(walker, elsewhere):
    elsewhere.knows("s1", email="s1@example.org", email_verified=True, name="S")
    walker.walk("bundid", "s1")
    kept = str(dict(walker.client.session))
    assert "socialaccount_sociallogin" in kept
    for word in ("access_token", "'token'", "geheim", "id_token"):
        assert word not in kept


@pytest.mark.behaviour("P15")
@pytest.mark.parametrize("by", ["code", "new password"])
def test_account_elsewhere_that_claimed_an_address_goes_when_its_owner_comes(
    walker, elsewhere, mailoutbox, by
):
    elsewhere.knows("fremd", email=OWNER, email_verified=False, name="F")
    walker.walk("bundid", "fremd")
    walker.client.post(reverse("socialaccount_signup"), {"email": OWNER, "display_name": "F"})
    assert SocialAccount.objects.filter(user__email=OWNER).exists()
    owner = Client()
    cache.clear()
    if by == "code":
        enter_by_code(owner, mailoutbox)
        assert is_in(owner)
    else:
        owner.post(reverse("account_reset_password"), {"email": OWNER})
        link = re.search(r"https?://[^/]+(/\S+)", mailoutbox[-1].body)[1]
        form = owner.get(link, follow=True).redirect_chain[-1][0]
        owner.post(form, {"password1": GUESSED, "password2": GUESSED})
        assert User.objects.get(email=OWNER).check_password(GUESSED)
    assert not SocialAccount.objects.filter(user__email=OWNER).exists()
