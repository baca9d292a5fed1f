"""Views of the front door, a module per noun."""

from smartregion.home.views.faults import (
    bad_request,
    csrf_failure,
    forbidden,
    not_found,
    server_error,
)
from smartregion.home.views.pages import (
    arrival,
    barrier,
    desk,
    first_steps,
    robots_txt,
    security_txt,
    start,
)
from smartregion.home.views.trail import trail, trail_csv, trail_thing, trail_xlsx

__all__ = [
    "arrival",
    "bad_request",
    "barrier",
    "csrf_failure",
    "desk",
    "first_steps",
    "forbidden",
    "not_found",
    "robots_txt",
    "security_txt",
    "server_error",
    "start",
    "trail",
    "trail_csv",
    "trail_thing",
    "trail_xlsx",
]
