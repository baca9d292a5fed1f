"""Which answers a browser or proxy may keep."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

Answer = TypeVar("Answer", bound=HttpResponseBase)


def kept_nowhere(answer: Answer, *, is_private: bool = False) -> Answer:
    """Say that nobody keeps this answer: it holds a code or is old at once; ``is_private``: it is for one person."""
    answer["Cache-Control"] = "private, no-store" if is_private else "no-store"
    return answer


class SignedInMiddleware:
    """Pages of signed-in people are never kept: after signing out, "back" shows nothing.

    What has said itself how long it may be kept (a logo, a download) is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Previews look at a page as a stranger would; who asked for them is still signed in.
        visitor = request.user
        response = self.get_response(request)
        if "Cache-Control" not in response and visitor.is_authenticated:
            add_never_cache_headers(response)
        return response
