"""What all rows of a measure share when they are written: its lock, its history, the audit trail."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from measures.actions.editing import claim_edit
from measures.actions.history import in_german, note
from measures.models import Measure
from smartregion.core.audit import record


@contextmanager
def rewriting(
    relation: str,
    *,
    measure: Measure,
    by: Any,
    at: datetime,
    lock_version: int,
    words: Callable[[Any], str] = str,
    verb: str = "",
) -> Iterator[None]:
    """Write rows of one kind in one transaction; ``relation`` is their name at the measure.

    The action is called ``set_<relation>``, or as ``verb`` says. What the rows said before and say now goes into the
    history, one line a row, in the ``words`` that people read.
    """
    with transaction.atomic():
        claim_edit(measure, lock_version)
        old = lines_of(measure, relation, words)
        yield
        new = lines_of(measure, relation, words)
        note(measure=measure, by=by, at=at, field=relation, old="\n".join(old), new="\n".join(new))
        verb = verb or f"set_{relation}"
        record(by=by, verb=verb, subject=measure, changes={relation: len(new)})


def lines_of(measure: Measure, relation: str, words: Callable[[Any], str] = str) -> list[str]:
    """The stored rows, each in one line; in German, as everything that is kept."""
    rows = getattr(measure, relation).all()
    return in_german(lambda: [words(row) for row in rows])


def keep_only(rows: Any, values: Sequence[tuple[int | None, dict[str, Any]]]) -> None:
    """Make these the rows of a measure: known ones change, others are new, the rest goes.

    A key that is not among the measure's own rows, because somebody removed the row meanwhile or
    never had it, makes a new row: nothing that was typed is lost and nothing foreign is touched.
    """
    known = set(rows.values_list("pk", flat=True))
    rows.exclude(pk__in=[pk for pk, _values in values if pk]).delete()
    for pk, fields in values:
        if pk in known:
            rows.filter(pk=pk).update(**fields)
        else:
            rows.create(**fields)
