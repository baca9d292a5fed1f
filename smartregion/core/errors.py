"""Refusals that are not the fault of a form field."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class WrongState(Exception):
    """The thing exists, but in its present state this cannot be done (answered with 409).

    The message is shown to the person, so it is a full sentence in their language.
    """


class RefusalMiddleware:
    """Turn ``WrongState`` into a page that says why, instead of a server error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, WrongState):
            return render(request, "409.html", {"reason": str(error)}, status=409)
        return None
