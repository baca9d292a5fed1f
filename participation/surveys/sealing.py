"""Answers put aside so that only their code opens them.

AES-GCM under a key that is made of the code and of the secret of this server: the database alone
does not hold it, nor does a backup, nor do the two together with the settings. The place where the
sealed answers lie goes into the seal, so nobody can exchange one person's answers for another's.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from participation.surveys.codes import saved_hash, saved_key

NONCE_BYTES = 12
# The length of what is sealed would tell how far somebody came.
STEP = 2048


class SealBroken(Exception):
    """What lies there was not sealed under this code."""


def seal(code: str, text: str) -> bytes:
    """Encrypt a text for whoever has the code."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(saved_key(code)).encrypt(nonce, _padded(text), _place(code))


def unseal(code: str, sealed: bytes) -> str:
    """The text again. Raises ``SealBroken`` when it was touched or belongs to another code."""
    nonce, secret = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(saved_key(code)).decrypt(nonce, secret, _place(code)).decode().rstrip()
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


def _padded(text: str) -> bytes:
    data = text.encode()
    return data.ljust(-(-len(data) // STEP) * STEP)


def _place(code: str) -> bytes:
    return saved_hash(code).encode()
