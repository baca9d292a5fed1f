"""Proof that it is still the same person who sits there, for what must not leave by mistake.

An open browser, a link in a history or a stolen session is not enough: the password is asked for
again, and each answer to that opens one thing once.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from smartregion.core.forms import typed_words
from smartregion.core.referer import page_before

USED = "fresh_login_used"
# For templates/account/base_reauthenticate.html.
ASKED = "asked_for_fresh_login"


def use_fresh_login(request: HttpRequest) -> None:
    """Let this request pass once after the person has signed in just now.

    Otherwise they are asked for their password and come back to the same address (allauth's
    middleware answers what is raised here). Call it right before what it protects.
    """
    at = _last_signed_in(request)
    used: float = request.session.get(USED, 0.0)
    if at <= used or not _is_recent(at):
        _ask_again(request)
    request.session[USED] = at


@contextmanager
def after_fresh_login(request: HttpRequest) -> Iterator[None]:
    """Let a change stand only after a fresh login; what is refused anyway is refused before."""
    with transaction.atomic():
        yield
        use_fresh_login(request)


def stays_behind_password(request: HttpRequest) -> bool:
    """Whether to ask for the password before the keys of an account change: it is long ago that somebody signed in.

    Whoever has none, and nothing else to show on the spot, is sent to sign in anew.
    """
    if _is_recent(_last_signed_in(request)):
        return False
    if not get_reauthentication_flows(request.user):
        raise ImmediateHttpResponse(_sign_in_anew(request))
    request.session[ASKED] = _what_for(request)
    return True


def _is_recent(at: float) -> bool:
    return bool(time.time() - at < app_settings.REAUTHENTICATION_TIMEOUT)


def _last_signed_in(request: HttpRequest) -> float:
    records: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return max((float(record["at"]) for record in records), default=0.0)


def _ask_again(request: HttpRequest) -> None:
    if get_reauthentication_flows(request.user):
        request.session[ASKED] = _what_for(request)
        raise ReauthenticationRequired
    # They sign in by codes only, so there is nothing to ask for on the spot.
    raise ImmediateHttpResponse(_sign_in_anew(request))


def _what_for(request: HttpRequest) -> dict[str, Any]:
    """What the page tells that asks; all that is behind it and only asked for (GET) is files."""
    return {
        "address": request.get_full_path(),
        "is_file": request.method != "POST",
        "back": page_before(request),
    }


def _sign_in_anew(request: HttpRequest) -> HttpResponse:
    """409 with the way out: what was sent is lost, so it leads back to the page from which it was sent."""
    context = {
        "reason": _("Bitte melden Sie sich ab und mit einem neuen Code wieder an."),
        "typed": typed_words(request),
        "next": urlencode({"next": page_before(request)}),
    }
    return render(request, "accounts/sign_in_anew.html", context, status=409)
