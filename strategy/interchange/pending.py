"""A file between the look at what it would bring and the word that it shall be stored."""

from typing import Any

from django.core.cache import cache

from smartregion.core.canonical import sha256_of

SECONDS = 60 * 60


def keep(raw: bytes, *, by: Any) -> str:
    """Put a checked file aside for an hour; only the same person gets it back."""
    token = sha256_of(raw.decode("utf-8-sig"))
    cache.set(_key(token, by), raw, SECONDS)
    return token


def kept(token: str, *, by: Any) -> bytes | None:
    found: bytes | None = cache.get(_key(token, by))
    return found


def _key(token: str, by: Any) -> str:
    return f"strategy-import-{by.pk}-{token}"
