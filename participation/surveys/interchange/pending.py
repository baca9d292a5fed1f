"""A file between the look at what it would bring and the word that it shall be stored."""

import hashlib
import re
import zlib
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

SECONDS = 60 * 60
# Nothing else is a key that every cache can be asked for.
TOKEN = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Pending:
    """A file with the name it had at the person who chose it."""

    name: str
    data: bytes


def keep(file: Pending, *, by: Any) -> str:
    """Put a checked file aside for an hour; only the same person gets it back."""
    token = hashlib.sha256(file.data).hexdigest()
    cache.set(_key(token, by), (file.name, zlib.compress(file.data)), SECONDS)
    return token


def kept(token: str, *, by: Any) -> Pending | None:
    """The file that waits for a confirmation; None once its time is over."""
    found = cache.get(_key(token, by)) if TOKEN.fullmatch(token) else None
    return Pending(found[0], zlib.decompress(found[1])) if found else None


def _key(token: str, by: Any) -> str:
    return f"survey-import-{by.pk}-{token}"
