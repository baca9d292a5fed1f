"""Writing the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from smartregion.core.models import AuditEntry


def record(
    *, by: Any, verb: str, subject: Model, changes: Mapping[str, object] | None = None
) -> AuditEntry:
    """Note that a person did something to an object, with the names of the changed fields.

    ``verb`` is the name of the action that did it: publish_survey, move_measure.
    """
    return AuditEntry.objects.create(
        actor=by if getattr(by, "is_authenticated", False) else None,
        verb=verb,
        object_type=subject._meta.label_lower,
        object_id=str(subject.pk),
        object_label=str(subject)[:300],
        changes=dict(changes or {}),
    )
