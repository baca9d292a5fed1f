"""Receipt codes: with them people find again what they said, or what they reported."""

import uuid

from smartregion.core.codes import keyed, plain, written


def receipt_code(token: uuid.UUID) -> str:
    """The code for what was sent with this one-time number; sent again, it is the same code."""
    return written(keyed(b"contribution receipt code", token.bytes))


def receipt_hash(code: str) -> str:
    """What is stored of a receipt code, however it was written down."""
    return keyed(b"contribution receipt hash", plain(code)).hex()
