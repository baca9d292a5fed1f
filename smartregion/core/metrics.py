"""How often the rooms are asked, how long they take and what they answer; nothing about who asked.

Counted in each process, and added up over all processes of a machine by files in a folder (prometheus_client). Only
where METRICS_TOKEN is set: without it nothing is counted.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

# Seconds. People wait up to one; what takes longer than five they have left.
BUCKETS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5)
NOWHERE = "none"

requests = Histogram(
    "smartregion_request_seconds",
    "Time until the answer, by room and class of status.",
    ["room", "status"],
    buckets=BUCKETS,
    # Read from the files of all processes, so this process's own registry is not needed.
    registry=None,
)


class RequestMetricsMiddleware:
    """Times each request. Labels are names of rooms and classes of status, so there are few of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.METRICS_TOKEN:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = self.get_response(request)
        status = f"{response.status_code // 100}xx"
        requests.labels(room_of(request), status).observe(time.perf_counter() - begun)
        return response


def room_of(request: HttpRequest) -> str:
    """The room whose address was asked for; the ways of signing in have no name of their own."""
    match = request.resolver_match
    if match is None:
        return NOWHERE
    return match.namespace.partition(":")[0] or "account"


def of_all_processes() -> CollectorRegistry:
    """What the processes of this machine have counted since its folder was made."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
