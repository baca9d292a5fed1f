"""Codes for people: to find again what they said, and to take part once.

A code has 65 bits in 13 letters and digits that are hard to mix up (Crockford's base 32, without
I, L, O and U). Only a keyed hash of it is ever stored, under a key of its own for each purpose.
"""

import hashlib
import hmac
import secrets
from functools import cache

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 13
# What people write when they read the code from paper, and word processors make of it.
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"} | dict.fromkeys("-–—− \u00a0", ""))


def new_code() -> str:
    """A code nobody has had before, from the randomness of the machine: ``K7QM-9XTR-2F4WP``."""
    return written(secrets.token_bytes(9))


def written(random: bytes) -> str:
    """The first 65 bits as 13 characters in groups."""
    number = int.from_bytes(random[:9], "big") >> 7
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def plain(code: str) -> bytes:
    """The code itself, however it was written down."""
    return code.upper().translate(ALIKE).encode()


def keyed(purpose: bytes, message: bytes) -> bytes:
    """32 bytes that follow from the message for those who know the site's secret."""
    return hmac.digest(_key(settings.SECRET_KEY, purpose), message, hashlib.sha256)


@cache
def _key(secret: str, purpose: bytes) -> bytes:
    return hashlib.sha256(secret.encode() + b":" + purpose).digest()
