"""Which answers a browser or proxy may keep."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers


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
