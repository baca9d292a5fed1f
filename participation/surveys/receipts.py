"""Receipt codes: the key to one's own answers, of which only a keyed hash is stored.

A code has 65 random bits in 13 letters and digits that are hard to mix up (Crockford's base 32,
without I, L, O and U). It follows from the one-time number of the answering, so sending the same
answers again shows the same code.
"""

import hashlib
import hmac
import uuid

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 13
# What people write when they read the code from paper.
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": "", " ": ""})


def receipt_code(nonce: uuid.UUID) -> str:
    """The code for a response, in groups: ``K7QM-9XTR-2F4WP``."""
    number = int.from_bytes(_keyed(b"receipt code", nonce.bytes)[:9], "big") >> 7
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def receipt_hash(code: str) -> str:
    """What is stored of a code, however it was written down."""
    plain = code.upper().translate(ALIKE)
    return _keyed(b"receipt hash", plain.encode()).hex()


def _keyed(purpose: bytes, message: bytes) -> bytes:
    key = hashlib.sha256(settings.SECRET_KEY.encode() + b":" + purpose).digest()
    return hmac.new(key, message, hashlib.sha256).digest()
