"""Refusals that are not the fault of a form field."""

import logging
from collections.abc import Callable

from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from smartregion.core.forms import typed_words

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
        if isinstance(error, DataError | OverflowError):
            logger.warning("A value fits in no column.", exc_info=error)
            return HttpResponse(render_to_string("400.html"), status=400)
        return None


def _wrong_state(request: HttpRequest, reason: str) -> HttpResponse:
    context = {"reason": reason, "typed": typed_words(request)}
    return render(request, "409.html", context, status=409)
