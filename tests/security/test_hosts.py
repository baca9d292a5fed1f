"""The name of the host as a visitor writes it: refused, or never heard of again."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from smartregion.accounts.models import User
from tests.architecture.access import ACCESS
from tests.architecture.access.table import PEOPLE
from tests.security.corpora import lines_of
from tests.security.operation import HOST

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo county"),
    pytest.mark.usefixtures("operation", "county"),
]  # fmt: skip
HOSTS = lines_of("hosts.txt")
EVIL = "evil.example"
# Headers by which proxies tell which host was asked for; none of ours believes one of them.
BESIDE = (
    "X-Forwarded-Host", "X-Host", "X-Original-Host", "X-Forwarded-Server", "X-HTTP-Host-Override", "Forwarded",
    "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Script-Name",
)  # fmt: skip
# Whatever says whole addresses: links for searchers, the feeds, the interface, paper, files and codes to scan.
NAMING = (
    "home:start", "forums:topic", "strategy:reading", "measures:feed", "measures:calendar", "events:calendar",
    "reports:archive_feed", "api:measures", "api:measure", "api:openapi", "api:catalogue_json", "api:catalogue_turtle",
    "home:security_txt", "home:robots_txt", "account_login", "account_signup", "measures:own_calendar", "measures:cycle_council",
    "events:live_screen", "surveys:paper_form", "strategy:field",
)  # fmt: skip


def answer(name: str, **headers: str) -> HttpResponse:
    """As the person who may, with these headers beside or instead of the right ones."""
    client = Client(headers={"host": HOST, **headers})
    row = ACCESS[name]
    if "stranger" not in row.allowed:
        role = next(role for role in PEOPLE if role in row.allowed)
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        client.force_login(User.objects.get(email=PEOPLE[role]), backend=backend)
    return client.get(reverse(name, kwargs=row.where()) + row.query, secure=True)


def whole(response: HttpResponse) -> str:
    body = b"".join(response) if response.streaming else response.content
    return body.decode("utf-8", "replace") + repr(response.headers) + repr(response.cookies)


def test_every_page_of_these_is_there() -> None:
    assert [name for name in NAMING if name not in ACCESS] == []
    assert len(HOSTS) == len(set(HOSTS)) >= 55


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_not_ours_is_refused(host: str) -> None:
    """By a page without the database as well as by one that signs in; the answer repeats nothing."""
    for url in ("/", reverse("account_login"), "/.well-known/security.txt"):
        response = Client(headers={"host": host}).get(url, secure=True)
        assert response.status_code == 400
        assert EVIL not in whole(response)


@pytest.mark.parametrize("name", NAMING)
def test_no_other_header_names_the_site(name: str) -> None:
    """Not on a page, in a feed, in a file, on paper or in the description of the interface."""
    values = {"Forwarded": f"host={EVIL};proto=http", "X-Forwarded-Port": "6666"}
    headers = {each: values.get(each, EVIL) for each in BESIDE}
    response = answer(name, **headers)
    assert response.status_code == 200
    told = whole(response)
    assert EVIL not in told
    assert ":6666" not in told


@pytest.mark.parametrize("name", NAMING)
@pytest.mark.parametrize("host", [f"{HOST}:6666", "www.strategie.example.org"])
def test_links_carry_the_public_name(name: str, host: str, settings: object) -> None:
    """Also where the county's server answers under a second name, or somebody adds a port."""
    settings.ALLOWED_HOSTS = [HOST, "www.strategie.example.org"]  # type: ignore[attr-defined]
    told = whole(answer(name, host=host))
    assert ":6666" not in told
    assert "www.strategie.example.org" not in told


def test_letters_carry_the_public_name(settings: object) -> None:
    """The classic: a password reset that leads the victim elsewhere."""
    settings.ALLOWED_HOSTS = [HOST, "www.strategie.example.org"]  # type: ignore[attr-defined]
    client = Client(headers={"host": "www.strategie.example.org:6666", "X-Forwarded-Host": EVIL})
    sent = {"email": PEOPLE["participant"]}
    client.post(reverse("account_reset_password"), sent, secure=True)
    (letter,) = mail.outbox
    addresses = re.findall(r"https?://([^\s/]+)", letter.body)
    assert set(addresses) <= {HOST}


def test_the_settings_believe_no_header_about_the_host() -> None:
    assert not settings.USE_X_FORWARDED_HOST
    assert not settings.USE_X_FORWARDED_PORT
