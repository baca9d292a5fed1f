"""Rows as lines of text, the same for every database."""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from smartregion.core.backups.manifest import Sum

# Made anew by every database, or worthless in another one.
LEFT_OUT = {"contenttypes.ContentType", "auth.Permission", "sessions.Session"}
AT_ONCE = 2000


def tables() -> list[type[models.Model]]:
    """The models of all tables that are saved, by name of their table."""
    every = apps.get_models(include_auto_created=True)
    kept = [each for each in every if each._meta.managed and not each._meta.proxy]
    return sorted(
        (each for each in kept if each._meta.label not in LEFT_OUT),
        key=lambda each: each._meta.db_table,
    )


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """The rows of a table by primary key: each a JSON list of its columns, and a line feed."""
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=AT_ONCE):
        text = json.dumps([_plain(value) for value in row], ensure_ascii=False, sort_keys=True)
        yield text.encode() + b"\n"


def sum_of(rows: Iterable[bytes]) -> Sum:
    """Number and checksum of lines."""
    digest, count = hashlib.sha256(), 0
    for count, line in enumerate(rows, 1):  # noqa: B007 - the last one counts
        digest.update(line)
    return Sum(count, digest.hexdigest())


def insert(model: type[models.Model], rows: Iterable[bytes]) -> None:
    """Write lines into an empty table as they are: nothing is counted up or stamped anew."""
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own tables
    with connection.cursor() as cursor:
        for some in _batches(rows):
            cursor.executemany(statement, [_stored(fields, json.loads(line)) for line in some])


def _batches(rows: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for line in rows:
        batch.append(line)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _stored(fields: Iterable[Any], values: list[Any]) -> list[Any]:
    return [
        field.get_db_prep_save(_read(field, value), connection)
        for field, value in zip(fields, values, strict=True)
    ]


# -- single values -----------------------------------------------------------------------------
def _plain(value: Any) -> Any:
    """A value of a column as JSON; moments in UTC, so that every database writes the same."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    return value


def _read(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return b64decode(value)
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)
