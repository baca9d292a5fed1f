"""Writing the audit trail, and the one way by which something leaves it.

The trail is only ever added to: ``AuditEntry`` refuses the rest in Python, triggers refuse it in the
database (core/migrations/_written_once.py). ``forget_before`` and ``relabel`` are the exceptions that the
protection of people's data asks for.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from smartregion.core.models import AuditEntry


def record(
    *,
    by: Any,
    verb: str,
    subject: Model,
    changes: Mapping[str, object] | None = None,
    label: str = "",
) -> AuditEntry:
    """Note that a person did something to an object, with the names of the changed fields.

    ``verb`` is the name of the action that did it: publish_survey, move_measure. ``label`` is what the
    object is called on its pages, where it cannot say so itself.
    """
    return AuditEntry.objects.create(
        actor=by if getattr(by, "is_authenticated", False) else None,
        verb=verb,
        object_type=subject._meta.label_lower,
        object_id=str(subject.pk),
        object_label=(label or str(subject))[:300],
        changes=dict(changes or {}),
    )


def relabel(*, subject: Model, label: str) -> int:
    """What somebody was called when entries about them were written gives way to ``label``."""
    about = _all().filter(object_type=subject._meta.label_lower, object_id=str(subject.pk))
    with _opened():
        return about.update(object_label=label[:300])


def due_before(moment: datetime) -> QuerySet[AuditEntry]:
    """Entries that were written before this moment: what ``forget_before`` would remove."""
    return AuditEntry.objects.filter(at__lt=moment)


def forget_before(moment: datetime) -> int:
    """Remove the entries that were written before this moment, and say how many there were."""
    with _opened():
        return _all().filter(at__lt=moment).delete()[0]


def _all() -> QuerySet[AuditEntry]:
    """Past the model's own refusal."""
    return QuerySet(AuditEntry)


@contextmanager
def _opened() -> Iterator[None]:
    """The database lets entries go until the end of this block, in this transaction only."""
    with transaction.atomic():
        _let_go("on")
        yield
        _let_go("off")


def _let_go(state: str) -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('smartregion.forgetting', %s, true)", [state])
