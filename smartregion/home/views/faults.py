"""What is shown when something is not there, not allowed or broken."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from smartregion.core.errors import away, is_away
from smartregion.core.forms import typed_words
from smartregion.core.tracing import request_id


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400. Unlike Django's own it does not look into the form again, which nobody can read."""
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: seen, but not allowed."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: absent, or its existence is a secret."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither database nor context, and names the request for whoever is called.

    Sessions and people are looked for outside of the views; where the database is away, that is found here.
    """
    if is_away(sys.exception()):
        return away(request)
    page = render_to_string("500.html", {"request_id": request_id()})
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 after a form whose token is too old."""
    context = {"is_stale_form": True, "typed": typed_words(request)}
    return render(request, "403.html", context, status=403)
