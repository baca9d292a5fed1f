"""Forms as other people fill workbooks: rows of cells, with whatever stands around them."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

Row = Mapping[str, Any]


def workbook_of(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    """A workbook; the first row of each sheet names the columns."""
    book, target = Workbook(), BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        columns = list(dict.fromkeys(name for row in rows for name in row))
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(name) for name in columns])
    book.save(target)
    return target.getvalue()


def form(*survey: Row, choices: str = "", settings: Row | None = None, **others: Any) -> bytes:
    """A form; ``choices`` lists options as "list name label", one a line."""
    options = [dict(zip(("list_name", "name", "label"), line.split(maxsplit=2), strict=True))
               for line in choices.strip().splitlines()]  # fmt: skip
    sheets = {"survey": survey or [{"type": ""}], "choices": others.pop("options", options)}
    if settings:
        sheets["settings"] = [settings]
    return workbook_of({name: rows for name, rows in {**sheets, **others}.items() if rows})


def row(kind: str, name: str = "", label: str = "", **values: Any) -> dict[str, Any]:
    """A row of the survey; ``__`` in the name of a column stands for ``::``."""
    cells = {column.replace("__", "::"): value for column, value in values.items()}
    return {"type": kind, "name": name, "label": label or None, **cells}
