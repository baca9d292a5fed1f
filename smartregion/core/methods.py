"""Which methods this house knows: looking (GET, HEAD), doing (POST), and asking what there is (OPTIONS)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

KNOWN = ("GET", "HEAD", "POST", "OPTIONS")


class KnownMethodsMiddleware:
    """Answer what no view was written for before any view is asked.

    A view that tells only POST from the rest would take PUT and DELETE for looking, and OPTIONS for a
    page. What an address itself takes, its view says: GET at one that only does something is 405, too.
    A view with ``answers_options`` tells pages of other hosts itself what they may ask.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in KNOWN:
            return HttpResponseNotAllowed(KNOWN)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "OPTIONS" or getattr(view, "answers_options", False):
            return None
        return HttpResponse(status=204, headers={"Allow": ", ".join(KNOWN)})
