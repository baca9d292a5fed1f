"""How long a session may last: so long in all, and so long without a visit."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse

# Moments in the session, in seconds since 1970.
BEGAN, SEEN_AT = "session_began", "session_seen_at"
# A visit is noted again after so many seconds: noting each would write a row for every page.
NOTED_EVERY = 600


class SessionLimitsMiddleware:
    """Sign out whose session is too old or was left alone for too long; what needs an account asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Whoever comes without a cookie is nobody; looking further would make every page depend on it.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and BEGAN in request.session:
            _keep_to_limits(request, time.time())
        return self.get_response(request)


def _keep_to_limits(request: HttpRequest, now: float) -> None:
    began, seen = request.session[BEGAN], request.session[SEEN_AT]
    if now - began >= settings.SESSION_COOKIE_AGE or now - seen >= settings.SESSION_IDLE_AGE:
        logout(request)
    elif now - seen >= NOTED_EVERY:
        request.session[SEEN_AT] = now


def _begin(sender: Any, request: HttpRequest, **_more: Any) -> None:  # noqa: ARG001 - a signal names it
    """Django says whenever somebody signs in, on whichever way; the session gets its key then, too."""
    request.session[BEGAN] = request.session[SEEN_AT] = time.time()


user_logged_in.connect(_begin, dispatch_uid="accounts.session_limits")
