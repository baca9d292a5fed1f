"""Freezing content, and reading it back only when it is untouched."""

import json
from datetime import datetime
from typing import Any

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.models import Snapshot


class SnapshotTampered(Exception):
    """The stored content no longer gives the stored hash."""


def freeze(
    *, kind: str, subject: str, content: Any, by: Any, at: datetime, schema_version: int = 1
) -> Snapshot:
    """Write content once, in canonical form, with its SHA-256."""
    text = canonical_json(content)
    return Snapshot.objects.create(
        kind=kind,
        subject=subject[:300],
        schema_version=schema_version,
        content=text,
        sha256=sha256_of(text),
        taken_at=at,
        taken_by=by,
    )


def content_of(snapshot: Snapshot) -> Any:
    """The frozen content. Raises ``SnapshotTampered`` when the hash does not match."""
    if not snapshot.is_intact:
        raise SnapshotTampered(str(snapshot.pk))
    return json.loads(snapshot.content)
