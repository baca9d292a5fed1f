"""A small grid of two scales, such as how likely and how bad: what lies where, in words and colour."""

from collections.abc import Sequence

from smartregion.core import palette
from smartregion.core.charts.heatmap import Cell
from smartregion.core.charts.layout import Key, legend
from smartregion.core.charts.shapes import (
    NARROW,
    WIDE,
    Box,
    Chart,
    DataTable,
    Drawing,
    Label,
    Sheet,
)
from smartregion.core.charts.words import SIZE, text_width, wrap

WIDEST, HIGH, SEAM = 150, 46, 3
STEP = SIZE * 1.2


def grid(
    *,
    title: str,
    summary: str,
    across: str,
    upwards: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    keys: Sequence[Key],
    table: DataTable,
) -> Chart:
    """``rows`` from the top down; ``across`` and ``upwards`` name the two scales."""

    def drawn(width: int) -> Drawing:
        sheet = Sheet(width, y=2)
        legend(sheet, keys)
        _draw(sheet, across, upwards, columns, rows)
        return sheet.drawing()

    return Chart(title=title, summary=summary, wide=drawn(WIDE), narrow=drawn(NARROW), table=table)


def _draw(
    sheet: Sheet,
    across: str,
    upwards: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Cell]]],
) -> None:
    sheet.labels.append(Label(0, round(sheet.y + SIZE, 1), f"↑ {upwards}", bold=True))
    sheet.y = round(sheet.y + SIZE + 8, 1)
    left = round(max(text_width(name) for name, _cells in rows) + 14, 1)
    wide = round(min((sheet.width - left) / len(columns), WIDEST), 1)
    for name, cells in rows:
        high = max(HIGH, *(STEP * len(_lines(cell, wide)) + 12 for cell in cells))
        baseline = round(sheet.y + (high - SEAM) / 2 + SIZE * 0.36, 1)
        sheet.labels.append(Label(left - 10, baseline, name, anchor="end"))
        for index, cell in enumerate(cells):
            _draw_cell(sheet, cell, round(left + index * wide, 1), wide, high)
        sheet.y = round(sheet.y + high, 1)
    for index, name in enumerate(columns):
        middle = round(left + index * wide + (wide - SEAM) / 2, 1)
        sheet.labels.append(Label(middle, round(sheet.y + SIZE, 1), name, anchor="middle"))
    sheet.y += SIZE * 1.3
    end = round(left + wide * len(columns) - SEAM, 1)
    sheet.labels.append(
        Label(end, round(sheet.y + SIZE, 1), f"{across} →", anchor="end", bold=True)
    )
    sheet.y = round(sheet.y + SIZE + 6, 1)


def _lines(cell: Cell, wide: float) -> list[str]:
    return wrap(cell.text, wide - SEAM - 10)


def _draw_cell(sheet: Sheet, cell: Cell, x: float, wide: float, high: float) -> None:
    size = round(wide - SEAM, 1), round(high - SEAM, 1)
    sheet.boxes.append(Box(x, sheet.y, *size, cell.fill))
    lines = _lines(cell, wide)
    first = sheet.y + (size[1] - STEP * len(lines)) / 2 + SIZE * 0.92
    ink = palette.ink_on(cell.fill)
    for index, line in enumerate(lines):
        middle, baseline = round(x + size[0] / 2, 1), round(first + STEP * index, 1)
        sheet.labels.append(Label(middle, baseline, line, anchor="middle", fill=ink, bold=True))
