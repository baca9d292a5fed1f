"""A file between the look at what it would bring and the word that it shall be stored."""

import re
from typing import Any

from django.core.cache import cache

from smartregion.core.canonical import sha256_of

SECONDS = 60 * 60
# Nothing else is a key that every cache can be asked for.
TOKEN = re.compile("[0-9a-f]{64}")


def keep(raw: bytes, *, by: Any) -> str:
    """Put a checked file aside for an hour; only the same person gets it back."""
    token = sha256_of(raw.decode("utf-8-sig"))
    cache.set(_key(token, by), raw, SECONDS)
    return token


def kept(token: str, *, by: Any) -> bytes | None:
    """The file that waits for a confirmation; None once its time is over."""
    """What was put aside; None when it is not there any more, or never was."""
    found: bytes | None = cache.get(_key(token, by)) if TOKEN.fullmatch(token) else None
    return found


def _key(token: str, by: Any) -> str:
    return f"strategy-import-{by.pk}-{token}"
