"""A name for each request, by which a person, the log and whoever looks after the server mean the same one.

It is drawn by lot and says nothing about anybody. What a client sends as such a name is not taken over: it would be a
way to write into the log.
"""

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The name of the request that is being answered; empty outside of one."""
    return _current.get()


class RequestIdMiddleware:
    """The first of all: whatever happens further inside can be named."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _current.set(secrets.token_hex(6))
        try:
            response = self.get_response(request)
            response[HEADER] = request_id()
        finally:
            _current.reset(token)
        return response
