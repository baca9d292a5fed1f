"""Files as other programs read them, brought into one shape (recount.py)."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyreadstat

from participation.surveys.columns import NOT_SHOWN, Holds
from participation.surveys.document.questionnaire import Type
from participation.surveys.exports import Selection
from participation.surveys.exports.about import NAMES
from participation.surveys.exports.rows import text_key
from participation.surveys.exports.sav_names import legal_names
from participation.surveys.exports.sav_values import numbers_for
from participation.surveys.exports.selection import Taken
from participation.surveys.results import NUMBERS

Rows = list[dict[str, Any]]


def typed(taken: Taken, cell: Any) -> Any:
    """A cell of a text file as the value it means."""
    if cell in ("", NOT_SHOWN, None):
        return cell or None
    kind = taken.column.asked.question.type
    if taken.column.holds in (Holds.CHOSEN, Holds.PLACE):
        return int(cell)
    if taken.column.holds == Holds.ANSWER and kind in NUMBERS:
        return float(str(cell).replace(",", "."))
    if taken.column.holds == Holds.ANSWER and kind == Type.DATE:
        return date(*map(int, reversed(cell.split("."))))
    return cell


def from_csv(data: bytes, selection: Selection) -> Rows:
    assert data.startswith(b"\xef\xbb\xbf")
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    rows = list(reader)
    return [{each.name: typed(each, row[each.name]) for each in selection.taken} for row in rows]


def from_xlsx(place: Path, selection: Selection) -> Rows:
    book = openpyxl.load_workbook(place)
    assert book.sheetnames == ["Antworten", "Codebuch", "Angaben"]
    names, *rows = book["Antworten"].iter_rows(values_only=True)
    cells = [dict(zip(names, row, strict=True)) for row in rows]
    return [{each.name: _plain(row[each.name]) for each in selection.taken} for row in cells]


def _plain(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) else cell


def from_json(data: bytes, selection: Selection) -> Rows:
    document = json.loads(data)
    days = {each.name for each in selection.taken if each.column.asked.question.type == Type.DATE}
    return [
        {
            each.name: _day(
                _said(row[each.name]) if each.name in row else NOT_SHOWN, each.name in days
            )
            for each in selection.taken
        }
        for row in document["responses"]
    ]


def _said(cell: Any) -> Any:
    """What somebody wrote is not what this shape of rows means by it."""
    return f"'{cell}" if cell == NOT_SHOWN else cell


def _day(cell: Any, is_day: bool) -> Any:
    return date.fromisoformat(cell) if is_day and cell not in (None, NOT_SHOWN) else cell


def from_sav(place: Path, selection: Selection) -> Rows:
    data, _meta = pyreadstat.read_sav(
        place, user_missing=True, disable_datetime_conversion=True, output_format="dict"
    )
    names = legal_names([*NAMES, *(each.name for each in selection.taken)])
    columns = {each.name: _meanings(each, data[names[each.name]]) for each in selection.taken}
    count = len(data["id"])
    return [{name: column[row] for name, column in columns.items()} for row in range(count)]


def _meanings(taken: Taken, values: Any) -> list[Any]:
    """Numbers as codes again, and the missing ones as the two kinds of nothing."""
    if text_key(taken) or taken.column.holds == Holds.ORDER:
        return [{"-77": NOT_SHOWN, "": None}.get(value, _said(value)) for value in values]
    nothing = {-77.0: NOT_SHOWN, -99.0: None, -98.0: None}
    if taken.column.asked.question.type == Type.DATE:
        seconds = date(1582, 10, 14).toordinal()
        return [
            nothing[v] if v in nothing else date.fromordinal(int(v / 86400) + seconds)
            for v in values
        ]
    if taken.answers.is_number or taken.column.holds != Holds.ANSWER:
        return [nothing.get(value, value) for value in values]
    numbers = numbers_for(taken.column.asked.options.values())
    codes = {number: code for code, number in numbers.items()}
    return [nothing[value] if value in nothing else codes[value] for value in values]
