"""Two people, one text: the second one to save is told, and neither text is lost."""

from typing import Any

from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, QueryDict


class EditConflict(Exception):
    """Somebody else has saved since this person opened the form."""


def write_if_unchanged(rows: QuerySet[Any], *, lock_version: int, **values: Any) -> None:
    """Write to the one row in ``rows`` if it is still in the version that was read.

    Raises ``EditConflict`` where it is not; afterwards the row has the next version.
    """
    unchanged = rows.filter(lock_version=lock_version)
    if not unchanged.update(lock_version=F("lock_version") + 1, **values):
        raise EditConflict


def typed_over(request: HttpRequest, stored: Model) -> QueryDict:
    """What was typed, as an answer to what is stored now: sent again, it replaces it knowingly."""
    typed = request.POST.copy()
    typed["lock_version"] = str(stored.lock_version)  # type: ignore[attr-defined]
    return typed
