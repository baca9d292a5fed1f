"""The rows of a table, read piece by piece: a file is never in memory as a whole."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.contributions.exports.selection import Selection
from participation.contributions.exports.tables import Column, Table

AT_ONCE = 2000
Piece = list[list[object]]


def pieces_of(table: Table, selection: Selection) -> Iterator[Piece]:
    """All rows of the table that belong to the selection, as lists of plain values."""
    columns = table.columns_for(personal=selection.with_personal_data)
    paths = {each.field for each in columns if not each.gathered}
    hidden = "" if selection.with_personal_data else table.hidden
    found = table.rows_of(selection.contributions).values(*{"pk", *paths, *filter(None, [hidden])})
    rows = found.iterator(chunk_size=AT_ONCE)
    choices = {each.name: choices_of(table.model, each.field) for each in columns}
    while piece := list(islice(rows, AT_ONCE)):
        gathered = _gathered(columns, [row["pk"] for row in piece], selection.user)
        yield [_row(row, columns, choices, gathered, hidden) for row in piece]


def _gathered(
    columns: Sequence[Column], keys: Sequence[Any], visible_to: Any
) -> dict[str, dict[Any, object]]:
    return {each.name: dict(each.gathered(keys, visible_to)) for each in columns if each.gathered}


def _row(
    row: dict[str, Any],
    columns: Sequence[Column],
    choices: dict[str, dict[str, str]],
    gathered: dict[str, dict[Any, object]],
    hidden: str,
) -> list[object]:
    is_hidden = bool(hidden and row[hidden])
    cells: list[object] = []
    for column in columns:
        if column.gathered:
            cells.append(gathered[column.name].get(row["pk"]))
        elif column.is_said and is_hidden:
            cells.append(None)
        else:
            cells.append(plain(row[column.field], choices[column.name]))
    return cells


def choices_of(model: type[Model], path: str) -> dict[str, str]:
    """The words for the codes of a field, in the language of the file."""
    try:
        pairs = model._meta.get_field(path).choices  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return {}
    return {str(code): str(words) for code, words in pairs or ()}


def plain(value: Any, choices: dict[str, str]) -> object:
    """A value as people read it: words for codes, yes and no, the time of day here."""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return timezone.make_naive(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return choices.get(value, value) if isinstance(value, str) else value
