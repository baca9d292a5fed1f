"""How much somebody may send at once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from smartregion.core.untrusted import LARGEST_FILE, MEGABYTE

# The largest file that any page takes, and the form around it. The proxy has the same limit (deploy/Caddyfile).
MOST_SENT = LARGEST_FILE + 5 * MEGABYTE


class BodyLimitMiddleware:
    """Refuse what is larger before any of it is read; what does not say how long it is counts as empty."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        if not said.isdecimal() or int(said) > MOST_SENT:
            sentence = _("Das ist zu viel auf einmal: höchstens %d MB.") % (MOST_SENT // MEGABYTE)
            return HttpResponse(sentence, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
