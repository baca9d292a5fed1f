"""Where somebody was before, as far as their browser tells."""

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest
from django.utils.http import escape_leading_slashes


def page_before(request: HttpRequest) -> str:
    """The path of the page of ours on which the person was; empty when nobody knows."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    if before.netloc != request.get_host():
        return ""
    return escape_leading_slashes(urlunsplit(("", "", before.path, before.query, "")))
