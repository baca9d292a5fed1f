"""Refusals that are not the fault of a form field."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext as _
from django.utils.translation import override

from smartregion.core.caching import kept_nowhere
from smartregion.core.forms import typed_words
from smartregion.core.referer import page_before
from smartregion.core.tracing import request_id

# Seconds after which trying again makes sense: PostgreSQL restarts in less.
RETRY_AFTER = 5
# Parts of names of fields that hold what only its owner may know (a test looks at every form there is).
SECRET_FIELDS = ("passw", "kennwort", "secret", "credential", "otp")

logger = logging.getLogger(__name__)


class WrongState(Exception):
    """The thing exists, but in its present state this cannot be done (answered with 409).

    The message is shown to the person, so it is a full sentence in their language.
    """


class RefusalMiddleware:
    """Turn refusals, ours and those of the database, into pages that say why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, WrongState):
            return _wrong_state(request, str(error))
        if isinstance(error, IntegrityError):
            # Forms and actions look first, so somebody else wrote between the look and the write.
            logger.warning("Two writes met.", exc_info=error)
            return _wrong_state(
                request,
                _("Dasselbe wurde gerade schon gespeichert, vielleicht durch einen zweiten Klick."),
            )
        if is_away(error):
            logger.warning("The database is away.", exc_info=error)
            return away(request)
        if isinstance(error, DataError | OverflowError):
            logger.warning("A value fits in no column.", exc_info=error)
            return HttpResponse(render_to_string("400.html"), status=400)
        return None


def _wrong_state(request: HttpRequest, reason: str) -> HttpResponse:
    context = {"reason": reason, "typed": typed_words(request), "back": page_before(request)}
    return render(request, "409.html", context, status=409)


# -- the database is away ------------------------------------------------------------------------
def is_away(error: BaseException | None) -> bool:
    """Whether the database could not be reached, broke off, or is too busy: all of it passes."""
    return isinstance(error, OperationalError | InterfaceError)


def away(request: HttpRequest) -> HttpResponse:
    """503: try again soon. What was sent is in the page, and one button sends it once more.

    Needs neither database nor session. What opens an account is asked for again.
    """
    page = render_to_string("503.html", {"again": _again(request), "request_id": request_id()})
    answer = HttpResponse(page, status=503)
    answer["Retry-After"] = str(RETRY_AFTER)
    return kept_nowhere(answer)


def _again(request: HttpRequest) -> dict[str, object] | None:
    """The form that was sent, to be sent once more; none for a page that was only asked for."""
    if request.method != "POST" or _is_about_login(request):
        return None
    try:
        sent, has_files = request.POST, bool(request.FILES)
    except (BadRequest, MultiPartParserError, SuspiciousOperation, OSError):
        # No form, too large or broken off: there is nothing that could be sent once more.
        return None
    if any(part in name.lower() for name in sent for part in SECRET_FIELDS):
        return None
    return {
        # "//host/" would be an address of another host.
        "action": escape_leading_slashes(request.get_full_path()),
        "fields": [(name, value) for name in sent for value in sent.getlist(name)],
        "has_files": has_files,
    }


def _is_about_login(request: HttpRequest) -> bool:
    """Passwords, codes and keys are typed below the folder of the login, in every language."""
    with override(settings.LANGUAGE_CODE):
        folder = resolve_url(settings.LOGIN_URL).removesuffix("login/")
    return folder in request.path_info
