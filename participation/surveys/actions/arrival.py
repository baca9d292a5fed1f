"""Forgetting in which order answers came.

A database keeps more than its columns: PostgreSQL the number of the transaction that wrote a row (xmin)
and its place in the file, SQLite a running number (rowid). All of them tell the order of arrival, and
whoever knows when a person answered could find their row. So the rows are written anew, in random order
and by one transaction (docs/decisions/0007).
"""

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Model

from participation.surveys.actions.packing import pack_everything
from participation.surveys.models import AccessCode, ColumnStore, Response

# The day before is among them, and a night in which nothing ran. Older answers have been mixed.
MIXED = timedelta(days=2)


def forget_arrival(*, on: date) -> None:
    """Write the answers of the last days anew in random order, and all rights to answer that are left.

    Before that, all answers that need not wait (``packets.py``) go into their columns, where they stand in the
    order of their random ids. Who sends or takes back answers meanwhile waits; who reads does not. Nobody did
    anything, so there is no entry in the audit trail.
    """
    pack_everything(on=on)
    unmixed = list(ColumnStore.objects.exclude(unmixed_since=None).order_by("pk"))
    with transaction.atomic():
        _mix_responses(on, unmixed)
    # By itself, so that no row shares a transaction with answers.
    for store in unmixed:
        same = ColumnStore.objects.filter(pk=store.pk, generation=store.generation)
        same.update(unmixed_since=None)
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _mix(AccessCode, "created_on >= %s", date.min)
        _clear_away(Response, AccessCode)


def _mix_responses(on: date, stores: list[ColumnStore]) -> None:
    """Responses of the last days, and of earlier ones that were packed since the last time."""
    # Who packs or takes answers back holds this lock before it touches a response.
    list(ColumnStore.objects.select_for_update().order_by("pk"))
    unmixed = [store.unmixed_since for store in stores if store.unmixed_since]
    _mix(Response, "submitted_on >= %s", min([on - MIXED, *unmixed]), is_due=bool(unmixed))


def _mix(model: type[Model], which: str, since: date, *, is_due: bool = False) -> None:
    """Take rows out and put them back in random order; their keys stay, and so does what points at them.

    Unless it ``is_due``, nothing is done when all of them were written by one transaction.
    """
    value = since.isoformat()
    table, taken = connection.ops.quote_name(model._meta.db_table), "taken"
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A deletion that met a row on its way would find nothing and believe it was done.
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table} WHERE {which}", [value])  # noqa: S608 - our own names
            if cursor.fetchone()[0] < 2 and not is_due:
                # They were all written by one transaction: nobody came since the last time.
                return
        for statement in (
            f"CREATE TEMPORARY TABLE {taken} AS SELECT {columns} FROM {table} WHERE {which}",  # noqa: S608
            f"DELETE FROM {table} WHERE {which}",  # noqa: S608
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {taken} ORDER BY random()",  # noqa: S608
            f"DROP TABLE {taken}",
        ):
            cursor.execute(statement, [value] if "%s" in statement else [])


def _clear_away(*models: type[Model]) -> None:
    """Remove the earlier versions of the rows, which PostgreSQL keeps in its files for a while."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")
