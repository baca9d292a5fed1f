"""Canonical JSON: the same content always gives the same bytes and so the same hash."""

import datetime
import decimal
import hashlib
import json
import uuid
from typing import Any


def _plain(value: object) -> str:
    """Text of the few non-JSON types that snapshots may hold (ISO 8601 dates, decimal text)."""
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in canonical JSON")


def canonical_json(content: Any) -> str:
    """Sorted keys, no spaces, no NaN, non-ASCII as it is."""
    return json.dumps(
        content,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        default=_plain,
    )


def sha256_of(text: str) -> str:
    """Hexadecimal SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
