"""Tables: the head is repeated on every page, rows stay whole, widths are those of the print."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from smartregion.reports.rendering.word.fields import element, set_style
from smartregion.reports.rendering.word.styles import CELL, HEAD_CELL, SMALL_CELL, TABLE

WIDTH = re.compile(r"\bw-(\d+)\b")
# Columns of charts, as the print has them (report.css).
FIRST = {"chart__first": 64.0, "chart__first--many": 25.0}
# With more columns the letters become smaller.
MANY = 6

Fill = Callable[[Any, _Cell], None]


def add_table(place: Any, markup: Any, *, width: Length, title: str, fill: Fill) -> Table:
    """A table of the markup as Word knows them; ``fill`` writes what stands in a cell."""
    rows = [_cells(row) for row in markup.iter("tr")]
    columns = max((sum(_span(cell) for cell in row) for row in rows), default=1)
    table: Table = place.add_table(len(rows), columns)
    table.style, table.autofit = TABLE, False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    _describe(table, title)
    widths = [Length(int(width * share)) for share in shares(markup, columns)]
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for line, cells in zip(table._tbl.tr_lst, rows, strict=True):
        _row(table, line, cells, widths, fill)
    for line in table._tbl.tr_lst[: _heads(markup)]:
        line.get_or_add_trPr().append(element("tblHeader"))
    return table


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("th", "td")]


def _span(cell: Any) -> int:
    return int(cell.get("colspan", 1))


def _heads(markup: Any) -> int:
    head = markup.find("thead")
    return 0 if head is None else len(head.findall("tr"))


def _describe(table: Table, title: str) -> None:
    """What a screen reader says of a table, and that its first row is its head."""
    properties = table._tbl.tblPr
    properties.append(element("tblCaption", val=title))
    for look in properties.findall(element("tblLook").tag):
        properties.remove(look)
    place = properties.find(element("tblCaption").tag)
    look = element("tblLook", val="0420", firstRow="1", noHBand="0", noVBand="1")
    place.addprevious(look)


def _row(table: Table, line: Any, cells: list[Any], widths: Sequence[Length], fill: Fill) -> None:
    line.get_or_add_trPr().append(element("cantSplit"))
    boxes = iter(line.tc_lst)
    place = 0
    for markup in cells:
        box = next(boxes, None)
        if box is None:
            return
        for _more in range(_span(markup) - 1):
            box = box.merge(next(boxes))
        cell = _Cell(box, table)
        cell.width = Length(sum(widths[place : place + _span(markup)]))
        place += _span(markup)
        fill(markup, cell)
        _set(cell, _style(markup, len(widths)), is_number=_is_number(markup))


def _is_number(markup: Any) -> bool:
    return bool({"num", "numeric"} & set((markup.get("class") or "").split()))


def _style(markup: Any, columns: int) -> str:
    if markup.getparent().getparent().tag == "thead":
        return HEAD_CELL
    return SMALL_CELL if columns > MANY else CELL


def _set(cell: _Cell, style: str, *, is_number: bool) -> None:
    for paragraph in (Paragraph(each, cell) for each in cell._tc.p_lst):
        set_style(paragraph, style)
        if is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def shares(markup: Any, columns: int) -> list[float]:
    """How much of the width each column takes: as the markup says, the others alike."""
    said = [_said(column) for column in markup.iter("col")][:columns]
    said += [None] * (columns - len(said))
    rest = max(0.0, 100 - sum(each for each in said if each))
    others = sum(each is None for each in said)
    found = [rest / others if each is None else each for each in said]
    return [each / sum(found) for each in found] if sum(found) else [1 / columns] * columns


def _said(column: Any) -> float | None:
    classes = column.get("class") or ""
    if found := WIDTH.search(classes):
        return float(found.group(1))
    return next((FIRST[each] for each in reversed(classes.split()) if each in FIRST), None)
