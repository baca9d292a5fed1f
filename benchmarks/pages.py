"""One page at a time, as one person sees it."""

import http.client
import time
from statistics import median

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from smartregion.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(email: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    user = User.objects.get(email=email)
    client.force_login(user, backend=BACKEND)
    # As if by password just now: the export of raw answers asks for it once more.
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def as_person(email: str) -> str:
    """The cookie of somebody who is signed in."""
    session = signed_in(email).cookies[settings.SESSION_COOKIE_NAME]
    return f"{session.key}={session.value}"


def timed(port: int, path: str, *, cookie: str = "", times: int) -> float:
    """Median milliseconds from request to last byte, after one warm-up per server process."""
    seconds = [_fetch(port, path, cookie) for _ in range(times + 4)]
    return median(seconds[4:]) * 1000


def first_fetch(port: int, path: str, cookie: str = "") -> float:
    """Milliseconds of one request, without any warm-up."""
    return _fetch(port, path, cookie) * 1000


def _fetch(port: int, path: str, cookie: str) -> float:
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    started = time.perf_counter()
    browser.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    response = browser.getresponse()
    response.read()
    seconds = time.perf_counter() - started
    browser.close()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")
    return seconds


def queries_of(path: str, email: str = "") -> int:
    client = signed_in(email) if email else Client(SERVER_NAME="127.0.0.1")
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
