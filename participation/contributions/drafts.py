"""What somebody typed and could not send yet: kept in their session until they can.

Whoever writes without being signed in, or was away so long that the session ended, signs in and
finds the form as they left it. It goes when it is sent, and with the session.
"""

from django.http import HttpRequest

from participation.contributions.models import Contribution

# The name in the session; under it, by the address of the form, what was typed.
UNSENT = "unsent_words"
FIELDS = ("text", "municipality", "point")
# A session is no place to store texts: of several unsent ones the last few are kept.
MOST = 3


def keep(request: HttpRequest) -> None:
    """Keep what came with this request for the form at its address."""
    typed = {name: request.POST.get(name, "")[: Contribution.MAX_LENGTH] for name in FIELDS}
    if not typed["text"].strip():
        return
    others = {at: words for at, words in _all(request).items() if at != request.path}
    newest = dict(list(others.items())[1 - MOST :])
    request.session[UNSENT] = {**newest, request.path: typed}


def kept(request: HttpRequest, address: str) -> dict[str, str]:
    """What waits for the form at this address, as its initial values."""
    # Looking must not start a session: pages that everybody reads set no cookie.
    return _all(request).get(address, {})


def forget(request: HttpRequest) -> None:
    """It is sent."""
    waiting = _all(request)
    if waiting.pop(request.path, None) is not None:
        request.session[UNSENT] = waiting


def _all(request: HttpRequest) -> dict[str, dict[str, str]]:
    return dict(request.session.get(UNSENT, {}))
