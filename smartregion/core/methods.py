"""Which methods this house knows: looking (GET, HEAD), doing (POST), and asking what there is (OPTIONS)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

KNOWN = ("GET", "HEAD", "POST", "OPTIONS")


class KnownMethodsMiddleware:
    """Answer what no view was written for before any view is asked.

    A view that tells only POST from the rest would take PUT and DELETE for looking, and OPTIONS for a
    page. What an address itself takes, its view says: GET at one that only does something is 405, too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(KNOWN)})
        if request.method not in KNOWN:
            return HttpResponseNotAllowed(KNOWN)
        return self.get_response(request)
