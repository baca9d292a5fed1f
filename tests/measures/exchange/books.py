"""Workbooks as an office hands them in, and what came of them."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from measures.exchange.filling import import_measures, look_into
from measures.exchange.plans import Plan
from measures.exchange.reading import read_workbook
from tests.factories.dates import NOON

Rows = Sequence[Mapping[str, Any]]


def book(**sheets: Rows) -> bytes:
    """A workbook of these sheets; the keys of their rows are the headings."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        headings = list(dict.fromkeys(name for row in rows for name in row))
        page.append(headings)
        for row in rows:
            page.append([row.get(heading) for heading in headings])
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def cells(data: bytes) -> dict[str, list[list[Any]]]:
    """All sheets with their cells."""
    read = load_workbook(BytesIO(data))
    return {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in read}


def looked_at(data: bytes, by: Any) -> Plan:
    """What storing a file would do."""
    return look_into(read_workbook(data), by=by, at=NOON)


def imported(data: bytes, by: Any) -> Plan:
    """A file looked at and stored; its faults are shown where it has any."""
    plan = looked_at(data, by)
    if plan.faults:
        raise AssertionError(plan.faults)
    return import_measures(read_workbook(data), expected=plan.fingerprint, by=by, at=NOON)


def faults(data: bytes, by: Any) -> list[tuple[str, int, str]]:
    """Where a file is wrong: sheet, line, column."""
    return [(fault.sheet, fault.line, fault.column) for fault in looked_at(data, by).faults]
