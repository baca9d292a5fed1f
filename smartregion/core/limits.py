"""How often somebody may try something, without keeping who they are.

A visitor is counted under a keyed hash of their network that changes every day, so neither the
cache nor a copy of it tells who was here. (Ready-made limiters store the address, or hash it
without a key.) A network is one address of the old kind, which a whole household or school
shares, or the part of a new one that stays while its devices change theirs (/56).
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from smartregion.core.shelf import Shelf

DAY = "%Y-%m-%d"
FEW = 3


def may_try(request: HttpRequest, *, what: str, times: int, seconds: int, at: datetime) -> bool:
    """Count one try; False when there were more than ``times`` within ``seconds``."""
    return _may_try(_visitor(request, at), what, times, seconds, at)


def account_may_try(account: int, *, what: str, times: int, seconds: int, at: datetime) -> bool:
    """The same for a person who is signed in, from wherever they come."""
    return _may_try(_hidden(f"account {account}", at), what, times, seconds, at)


def _may_try(visitor: str, what: str, times: int, seconds: int, at: datetime) -> bool:
    key = _key(visitor, what, seconds, at)
    cache.add(key, 0, timeout=seconds)
    return _counted(key, 1) <= times


def times_lately(request: HttpRequest, *, what: str, seconds: int, at: datetime) -> float:
    """Count one more, and say how many there were within the last ``seconds``; forbids nothing.

    The window slides: of the one before, the part counts that is not yet ``seconds`` ago. The first
    few are counted in this process alone, because nearly everybody stays below and is spared the
    way to the shared cache; so the count may be too low by ``FEW`` for each other process, and is
    never too high.
    """
    earlier, visitor = at - timedelta(seconds=seconds), _visitor(request, at)
    key = _key(visitor, what, seconds, at)
    if earlier.date() != at.date():
        visitor = _visitor(request, earlier)
    key_before = _key(visitor, what, seconds, earlier)
    here, here_before = _HERE.get(key, _Seen), _HERE.get(key_before, _Seen)
    here.times, here.untold = here.times + 1, here.untold + 1
    if here.times + here_before.times <= FEW:
        return here.times + here_before.times
    told, here.untold = here.untold, 0
    # Kept for two windows: it is still asked for in the next one.
    count = told if cache.add(key, told, timeout=2 * seconds) else _counted(key, told)
    before: int = cache.get(key_before, 0)
    return count + before * (1 - at.timestamp() % seconds / seconds)


@dataclass
class _Seen:
    """What this process has counted itself, and how much of it the shared cache does not know."""

    times: int = 0
    untold: int = 0


# Longer than the two windows of an hour that are asked for; what is forgotten is counted anew.
_HERE: Shelf[_Seen] = Shelf(size=20_000, seconds=3 * 3600)


def _counted(key: str, tries: int) -> int:
    try:
        count: int = cache.incr(key, tries)
    except ValueError:
        # It ran out meanwhile: a new window has begun.
        return 0
    return count


def _key(visitor: str, what: str, seconds: int, at: datetime) -> str:
    window = int(at.timestamp()) // seconds
    return f"limit:{what}:{window}:{visitor}"


def _visitor(request: HttpRequest, at: datetime) -> str:
    # The adapter knows how many proxies to trust (TRUSTED_PROXIES), and what a network is.
    return _hidden(get_adapter().get_client_ip(request), at)


def _hidden(name: str, at: datetime) -> str:
    secret = f"{settings.SECRET_KEY}:limits:{at:{DAY}}".encode()
    return hmac.new(secret, name.encode(), hashlib.sha256).hexdigest()
