"""Forgetting in which order answers came.

A database keeps more than its columns: PostgreSQL the number of the transaction that wrote a row (xmin)
and its place in the file, SQLite a running number (rowid). All of them tell the order of arrival, and
whoever knows when a person answered could find their row. So the rows are written anew, in random order
and by one transaction (docs/decisions/0007).
"""

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Model

from participation.surveys.models import AccessCode, Response

# The day before is among them, and a night in which nothing ran. Older answers have been mixed.
MIXED = timedelta(days=2)


def forget_arrival(*, on: date) -> None:
    """Write the answers of the last days anew in random order, and all rights to answer that are left.

    Who sends or takes back answers meanwhile waits; who reads does not. Nothing changes that anybody
    could see, so there is no entry in the audit trail.
    """
    with transaction.atomic():
        _mix(Response, "submitted_on >= %s", (on - MIXED).isoformat())
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _mix(AccessCode, "created_on >= %s", date.min.isoformat())
        _clear_away(Response, AccessCode)


def _mix(model: type[Model], which: str, value: str) -> None:
    """Take rows out and put them back in random order; their keys stay, and so does what points at them."""
    table, taken = connection.ops.quote_name(model._meta.db_table), "taken"
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A deletion that met a row on its way would find nothing and believe it was done.
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table} WHERE {which}", [value])  # noqa: S608 - our own names
            if cursor.fetchone()[0] < 2:
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
