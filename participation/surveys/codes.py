"""Codes for people: to answer once, to go on later, and to find one's own answers again.

A code has 65 bits in 13 letters and digits that are hard to mix up (Crockford's base 32, without
I, L, O and U). Only a keyed hash of it is ever stored, under a key of its own for each purpose.
"""

import hashlib
import hmac
import secrets
import uuid
from functools import cache

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 13
# What people write when they read the code from paper, and word processors make of it.
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"} | dict.fromkeys("-–—− \u00a0", ""))


def receipt_code(nonce: uuid.UUID) -> str:
    """The code for a response, in groups: ``K7QM-9XTR-2F4WP``.

    It follows from the one-time number of the answering, so sending the same answers again shows
    the same code.
    """
    return _written(_keyed(b"receipt code", nonce.bytes))


def saved_code(nonce: uuid.UUID) -> str:
    """The code for answers that are put aside; it follows from the one-time number, too.

    So a click too many shows the same code, and the page need not carry it.
    """
    return _written(_keyed(b"saved code", nonce.bytes))


def pretest_code(number: int) -> str:
    """What makes the address of a pretest unguessable."""
    return _written(_keyed(b"pretest", str(number).encode()))


def new_access_code() -> str:
    """A code nobody has had before, from the randomness of the machine."""
    return _written(secrets.token_bytes(9))


def _written(random: bytes) -> str:
    """The first 65 bits as 13 characters in groups."""
    number = int.from_bytes(random[:9], "big") >> 7
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def receipt_hash(code: str) -> str:
    """What is stored of a receipt code, however it was written down."""
    return _keyed(b"receipt hash", _plain(code)).hex()


def access_hash(code: str) -> str:
    """What is stored of an access code until it is used."""
    return _keyed(b"access hash", _plain(code)).hex()


def ticket_hash(*, survey: int, account: int) -> str:
    """The right of one account to answer one survey once; it stands where that of a code stands.

    It follows from the two numbers, so a person needs to keep nothing and no table has to join them.
    """
    return _keyed(b"ticket", f"{survey}:{account}".encode()).hex()


def saved_hash(code: str) -> str:
    """Under what answers are put aside."""
    return _keyed(b"saved hash", _plain(code)).hex()


def saved_key(code: str) -> bytes:
    """With what they are sealed; the key is stored nowhere, and without the code nobody has it."""
    return _keyed(b"saved key", _plain(code))


def _plain(code: str) -> bytes:
    return code.upper().translate(ALIKE).encode()


def _keyed(purpose: bytes, message: bytes) -> bytes:
    return hmac.digest(_key(settings.SECRET_KEY, purpose), message, hashlib.sha256)


@cache
def _key(secret: str, purpose: bytes) -> bytes:
    return hashlib.sha256(secret.encode() + b":" + purpose).digest()
