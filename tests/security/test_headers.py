"""Headers and cookies of every address, with the settings of real operation."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from smartregion.accounts.models import User
from tests.architecture.access import ACCESS
from tests.architecture.access.table import PEOPLE, STRANGER
from tests.journeys.pages import NOT_PAGES, WRITTEN_ON
from tests.security.operation import HOST

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo county"),
    pytest.mark.usefixtures("operation", "county"),
]  # fmt: skip
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
READ = sorted(name for name, row in ACCESS.items() if not row.post)
PUBLIC = [name for name in READ if STRANGER in ACCESS[name].allowed]
# Signing in needs its cookie.
FORMS_OF_ACCOUNTS = ("account_", "mfa_", "socialaccount_", "openid", "accounts:", "home:arrival")
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}


def browser(email: str | None = None) -> Client:
    client = Client(raise_request_exception=True, headers={"host": HOST})
    if email:
        client.force_login(User.objects.get(email=email), backend=BACKEND)
    return client


def asked(client: Client, name: str) -> HttpResponse:
    """One answer, read to its end; what it wrote is taken back."""
    with transaction.atomic():
        row = ACCESS[name]
        url = reverse(name, kwargs=row.where())
        if row.post:
            response = client.post(url, row.sent, secure=True)
        else:
            response = client.get(url + row.query, secure=True)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response


def policy_of(response: HttpResponse) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split(";")
    return {part.split()[0]: " ".join(part.split()[1:]) for part in parts if part.strip()}


def weaknesses(name: str, response: HttpResponse) -> Iterator[str]:
    """What this answer should have said to the browser and did not."""
    for header, value in EVERYWHERE.items():
        if response.get(header) != value:
            yield f"{header}: {response.get(header)}"
    if "camera=()" not in response.get("Permissions-Policy", ""):
        yield "Permissions-Policy"
    if {"Server", "X-Powered-By"} & set(response.headers):
        yield "names its software"
    yield from (
        f"cookie {each.key}" for each in response.cookies.values() if not _is_host_bound(each)
    )
    yield from _of_policy(response)
    yield from _of_origins(response, is_public=STRANGER in ACCESS[name].allowed)


def _of_policy(response: HttpResponse) -> Iterator[str]:
    policy = policy_of(response)
    words = {word for each in policy.values() for word in each.split()}
    loose = {
        word for word in words if "unsafe" in word or word.startswith(("http:", "https:", "*"))
    }
    # An identity provider or a tile server is named whole.
    if any("//" not in word for word in loose):
        yield f"loose: {loose}"
    # A file that is handed out may do nothing at all.
    scripts = None if "sandbox" in policy else "'self'"
    if policy["default-src"] != "'none'" or policy.get("script-src") != scripts:
        yield f"scripts: {policy}"
    ancestors = policy.get("frame-ancestors", "'none'")
    framed = {"'none'": "DENY", "'self'": "SAMEORIGIN"}.get(ancestors, "")
    if response.get("X-Frame-Options") != framed:
        yield f"X-Frame-Options: {response.get('X-Frame-Options')} beside {ancestors}"


def _of_origins(response: HttpResponse, *, is_public: bool) -> Iterator[str]:
    is_open = response.get("Access-Control-Allow-Origin") == "*"
    if is_open and not is_public:
        yield "Access-Control-Allow-Origin"
    used_by = "cross-origin" if is_open else "same-origin"
    if response.get("Cross-Origin-Resource-Policy") != used_by:
        yield "Cross-Origin-Resource-Policy"


def _is_host_bound(cookie: object) -> bool:
    """What browsers demand of a name that begins with __Host-, and that scripts do not see it."""
    return bool(
        cookie.key.startswith("__Host-")  # type: ignore[attr-defined]
        and cookie["secure"]  # type: ignore[index]
        and cookie["httponly"]  # type: ignore[index]
        and cookie["path"] == "/"  # type: ignore[index]
        and not cookie["domain"]  # type: ignore[index]
        and cookie["samesite"] in ("Lax", "Strict")  # type: ignore[index]
    )


def is_kept(name: str, response: HttpResponse) -> bool:
    """Whether a browser may keep it. Files for everybody may say so; they are the same for everybody."""
    kept = response.get("Cache-Control", "")
    is_file_for_all = name in PUBLIC and name in NOT_PAGES and "public" in kept
    return "no-store" not in kept and not is_file_for_all


# One of each class; make test-long asks all the others.
OF_EACH_CLASS = {
    "public page": "measures:measure_list", "page with a form for everybody": "contributions:report", "signing in": "account_login",
    "page of the office": "home:trail", "page of one's own": "privacy:my_data", "page of a person": "accounts:person",
    "download for everybody": "reports:report_download", "download of the office": "surveys:responses_csv", "picture": "county:logo",
    "interface": "api:measures", "feed": "measures:feed", "calendar": "measures:secret_calendar", "plain text": "home:security_txt",
    "page in a frame": "reports:manuscript_sheet", "fragment": "events:live_questions", "sent form": "forums:follow", "style sheet": "reports:sheet_style",
    "page with a map": "forums:topic_map", "survey": "surveys:intro",
}  # fmt: skip
HERE = set(OF_EACH_CLASS.values())
ALL = [
    pytest.param(name, marks=() if name in HERE else pytest.mark.long) for name in sorted(ACCESS)
]


def test_each_class_has_its_address() -> None:
    assert sorted(HERE - set(ACCESS)) == []


@pytest.mark.parametrize("name", ALL)
def test_every_answer_protects_itself(name: str) -> None:
    """To a stranger and to somebody who may: pages, files, refusals and redirects."""
    seen = asked(browser(), name)
    assert list(weaknesses(name, seen)) == []
    if name in PUBLIC and name not in WRITTEN_ON and not name.startswith(FORMS_OF_ACCOUNTS):
        assert not seen.cookies
    email = next((PEOPLE[role] for role in PEOPLE if role in ACCESS[name].allowed), None)
    if email:
        seen = asked(browser(email), name)
        assert list(weaknesses(name, seen)) == []
        assert not is_kept(name, seen)
