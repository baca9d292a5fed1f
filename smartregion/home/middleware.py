"""The answers to load balancers, the supervisor and whoever watches: is this process able to work?"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST

from smartregion.core.caching import kept_nowhere
from smartregion.home.health import cache_is_up, database_is_up, queue_is_up
from smartregion.home.watching import exposition


class HealthMiddleware:
    """Answer /healthz and /metrics before anything else: no session, no redirect, no host check.

    Everybody learns whether the house is open, and no more. Which part is away, and all figures, are told to
    whoever knows METRICS_TOKEN; to all others /metrics does not exist.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return _health(request)
        if request.path_info == "/metrics" and knows_token(request):
            return kept_nowhere(HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST))
        return self.get_response(request)


def _health(request: HttpRequest) -> HttpResponse:
    is_open = database_is_up()
    state = {"status": "ok" if is_open else "down"}
    if knows_token(request):
        # Without cache and queue the site still serves; orders wait in the database.
        parts = {"database": is_open, "cache": cache_is_up(), "queue": queue_is_up()}
        state |= {name: "ok" if is_up else "down" for name, is_up in parts.items()}
    return kept_nowhere(JsonResponse(state, status=200 if is_open else 503))


def knows_token(request: HttpRequest) -> bool:
    """Authorization: Bearer <METRICS_TOKEN>."""
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    expected = settings.METRICS_TOKEN
    return bool(expected) and kind == "Bearer" and constant_time_compare(token, expected)
