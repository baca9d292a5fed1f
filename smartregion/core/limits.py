"""How often somebody may try something, without keeping who they are.

A visitor is counted under a keyed hash of their network that changes every day, so neither the
cache nor a copy of it tells who was here. (Ready-made limiters store the address, or hash it
without a key.) A network is one address of the old kind, which a whole household or school
shares, or the part of a new one that stays while its devices change theirs (/56).
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

DAY = "%Y-%m-%d"


def may_try(request: HttpRequest, *, what: str, times: int, seconds: int, at: datetime) -> bool:
    """Count one try; False when there were more than ``times`` within ``seconds``."""
    key = _key(_visitor(request, at), what, seconds, at)
    cache.add(key, 0, timeout=seconds)
    return _counted(key, 1, seconds) <= times


def times_lately(request: HttpRequest, *, what: str, seconds: int, at: datetime) -> float:
    """Count one more, and say how many there were within the last ``seconds``; forbids nothing.

    The window slides: of the one before, the part counts that is not yet ``seconds`` ago.
    """
    earlier, visitor = at - timedelta(seconds=seconds), _visitor(request, at)
    key = _key(visitor, what, seconds, at)
    # Kept for two windows: it is still asked for in the next one.
    count = 1 if cache.add(key, 1, timeout=2 * seconds) else _counted(key, 1, 2 * seconds)
    if earlier.date() != at.date():
        visitor = _visitor(request, earlier)
    before: int = cache.get(_key(visitor, what, seconds, earlier), 0)
    return count + before * (1 - at.timestamp() % seconds / seconds)


def forget_try(request: HttpRequest, *, what: str, seconds: int, at: datetime) -> None:
    """Take one try back: it succeeded, and many people may share one address."""
    _counted(_key(_visitor(request, at), what, seconds, at), -1, seconds)


def _counted(key: str, tries: int, seconds: int) -> int:
    try:
        count: int = cache.incr(key, tries)
    except ValueError:
        # It ran out meanwhile: a new window has begun.
        return 0
    # A cache in the database keeps what it has counted up for its usual five minutes only.
    cache.touch(key, seconds)
    return count


def _key(visitor: str, what: str, seconds: int, at: datetime) -> str:
    window = int(at.timestamp()) // seconds
    return f"limit:{what}:{window}:{visitor}"


def _visitor(request: HttpRequest, at: datetime) -> str:
    # The adapter knows how many proxies to trust (TRUSTED_PROXIES), and what a network is.
    network = get_adapter().get_client_ip(request)
    secret = f"{settings.SECRET_KEY}:limits:{at:{DAY}}".encode()
    return hmac.new(secret, network.encode(), hashlib.sha256).hexdigest()
