"""How often somebody may try something, without keeping who they are.

A visitor is counted under a keyed hash of their address that changes every day, so neither the
cache nor a copy of it tells who was here. (Ready-made limiters store the address, or hash it
without a key.)
"""

import hashlib
import hmac
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

DAY = "%Y-%m-%d"


def may_try(request: HttpRequest, *, what: str, times: int, seconds: int, at: datetime) -> bool:
    """Count one try; False when there were more than ``times`` within ``seconds``."""
    window = int(at.timestamp()) // seconds
    key = f"limit:{what}:{window}:{_visitor(request, at)}"
    cache.add(key, 0, timeout=seconds)
    try:
        count = cache.incr(key)
        # A cache in the database keeps what it has counted up for its usual five minutes only.
        cache.touch(key, seconds)
        return bool(count <= times)
    except ValueError:
        # It ran out between the two calls: a new window has begun.
        return True


def _visitor(request: HttpRequest, at: datetime) -> str:
    # The adapter knows how many proxies to trust (TRUSTED_PROXIES).
    address = get_adapter().get_client_ip(request)
    secret = f"{settings.SECRET_KEY}:limits:{at:{DAY}}".encode()
    return hmac.new(secret, address.encode(), hashlib.sha256).hexdigest()
