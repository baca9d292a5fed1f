"""Addresses that lead away: whoever asks, and wherever they are put, people stay on this site."""

import re
from collections.abc import Callable

import pytest
from allauth.core import context as allauth_context
from django.http import HttpResponse
from django.template import Context
from django.test import Client, RequestFactory
from django.urls import reverse

from participation.contributions.forms.following import FollowForm
from participation.surveys.views.coding_desk import way_back
from smartregion.accounts.adapter import AccountAdapter
from smartregion.accounts.models import User
from smartregion.core.templatetags.ui import language_url
from tests.factories.county import CountyFactory
from tests.security.corpora import lines_of
from tests.security.operation import HOST

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("operation"),
]  # fmt: skip
AWAY = lines_of("redirects.txt")
LINK = re.compile(r'(?:href|action|src|formaction)="([^"]*)"')
# Of the county, whichever one has been loaded: who writes a letter stays on the page.
OFFICE = re.compile(r"mailto:[a-z]+@(example\.org|pm\.example)")
PASSWORD = "ein langes Kennwort 27"


def leads_away(location: str) -> bool:
    """As a browser understands it: it drops tabs and line breaks, and takes \\ for /."""
    seen = re.sub(r"[\t\r\n]", "", location).strip("".join(map(chr, range(33)))).replace("\\", "/")
    if OFFICE.fullmatch(location):
        return False
    if seen.startswith("//") or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", seen):
        return not seen.startswith((f"https://{HOST}/", f"https://{HOST}?"))
    return False


def places_in(response: HttpResponse) -> list[str]:
    found = [
        response[name]
        for name in ("Location", "HX-Redirect", "HX-Location", "Refresh")
        if name in response
    ]
    if response.get("Content-Type", "").startswith("text/html"):
        found += LINK.findall(response.content.decode())
    return found


def test_there_are_enough_of_them_and_the_check_sees_them() -> None:
    assert len(AWAY) == len(set(AWAY)) >= 200
    plain = [
        each for each in AWAY if each.startswith(("//", "https://", "javascript:", "/\\", "data:"))
    ]
    assert len(plain) > 60
    assert all(leads_away(each) for each in plain if HOST not in each)


@pytest.fixture
def signed_in(office: User) -> Client:
    client = Client(headers={"host": HOST})
    client.force_login(office, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"host": HOST})


def as_path(away: str) -> str:
    """As a server hands it over: it has taken the escapes away, and knows nothing of hosts."""
    return away.encode().decode("latin-1")


def sinks(client: Client, stranger: Client) -> dict[str, Callable[[str], HttpResponse]]:
    """Every address that reads where people came from, or want to go."""
    login, logout = reverse("account_login"), reverse("account_logout")
    asked = {"secure": True}
    return {
        "login, signed in": lambda away: client.get(login, {"next": away}, **asked),
        "login": lambda away: stranger.get(login, {"next": away}, **asked),
        "signup": lambda away: stranger.get(reverse("account_signup"), {"next": away}, **asked),
        "code by mail": lambda away: stranger.get(
            reverse("account_request_login_code"), {"next": away}, **asked
        ),
        "password again": lambda away: client.get(
            reverse("account_reauthenticate"), {"next": away}, **asked
        ),
        "signing out": lambda away: client.get(logout, {"next": away}, **asked),
        "barrier": lambda away: stranger.get(reverse("home:barrier"), {"seite": away}, **asked),
        "path": lambda away: stranger.get("/", secure=True, PATH_INFO=as_path(away)),
        "English path": lambda away: stranger.get(
            "/", secure=True, PATH_INFO=as_path(f"/en{away}")
        ),
        "path of a page": lambda away: stranger.get(
            "/", secure=True, PATH_INFO=as_path(away.removesuffix("/x") + reverse("home:barrier"))
        ),
    }


SINKS = (
    "login, signed in", "login", "signup", "code by mail", "password again", "signing out", "barrier",
    "path", "English path", "path of a page",
)  # fmt: skip


def test_the_other_language_is_a_page_of_ours() -> None:
    """Also where the path itself looks like another host, as on a page that is not there."""
    for away in AWAY:
        request = RequestFactory(headers={"host": HOST}).get("/", PATH_INFO=as_path(away))
        assert not leads_away(language_url(Context({"request": request}), "en")), away


@pytest.mark.long
@pytest.mark.parametrize("sink", SINKS)
def test_no_address_leads_away(sink: str, signed_in: Client, stranger: Client) -> None:
    CountyFactory()
    ask = sinks(signed_in, stranger)[sink]
    led = {}
    for away in AWAY:
        response = ask(away)
        assert response.status_code < 500, away
        if wrong := [place for place in places_in(response) if leads_away(place)]:
            led[away] = wrong
    assert led == {}


@pytest.mark.long
def test_signing_in_leads_nowhere_else(office: User) -> None:
    """With the right password, as a victim would: one request each."""
    office.set_password(PASSWORD)
    office.save()
    led = {}
    for away in AWAY[:60]:
        client = Client(headers={"host": HOST})
        sent = {"login": office.email, "password": PASSWORD, "next": away}
        response = client.post(reverse("account_login"), sent, secure=True)
        if wrong := [place for place in places_in(response) if leads_away(place)]:
            led[away] = wrong
    assert led == {}


def test_return_addresses_of_our_own_forms_stay_here() -> None:
    led = {}
    for away in AWAY:
        request = RequestFactory(headers={"host": HOST}).post("/", {"back": away}, secure=True)
        form = FollowForm({"follow": "yes", "next": away})
        form.full_clean()
        wanted = form.where_to(request, "/here/") if form.is_valid() else "/here/"
        with allauth_context.request_context(request):
            after = away if AccountAdapter().is_safe_url(away) else "/here/"
        for place in (wanted, after, way_back(request, "/here/")):
            if leads_away(place):
                led[away] = place
    assert led == {}
