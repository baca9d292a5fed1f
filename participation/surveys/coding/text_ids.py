"""Numbers for texts that lead nowhere, and the order in which texts are read.

The id of a response is the root of its receipt code, so it never stands in an address or in a file.
The number of a text is that id, encrypted under a key of its own for each survey and question: it
says nothing to others, is the same at every look, and texts in the order of their numbers come
in a random order that stays the same. Two answers of one person have numbers that do not resemble.
"""

import hashlib
import hmac
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings


def text_ids(survey: int, question: str, responses: Sequence[UUID]) -> list[UUID]:
    """The number of each text."""
    encryptor = _cipher(survey, question).encryptor()
    return _cut(encryptor.update(b"".join(each.bytes for each in responses)))


def _cut(blocks: bytes) -> list[UUID]:
    return [UUID(bytes=blocks[place : place + 16]) for place in range(0, len(blocks), 16)]


def _cipher(survey: int, question: str) -> "Cipher[modes.ECB]":
    # An id is exactly one block and no two are alike: nothing shows through that ECB could show.
    return Cipher(algorithms.AES(_key(settings.SECRET_KEY, survey, question)), modes.ECB())  # noqa: S305


@lru_cache(maxsize=200)
def _key(secret: str, survey: int, question: str) -> bytes:
    purpose = f"text id:{survey}:{question}".encode()
    return hmac.digest(secret.encode(), purpose, hashlib.sha256)
