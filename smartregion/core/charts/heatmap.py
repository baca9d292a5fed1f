"""A heat map: one row per place, one column per question, the blocks beside each other.

Every cell carries its words, so the colour only helps to find patterns. A cell that is not known
is hatched and never looks like the lowest step.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts.layout import GAP, Key, empty, legend
from smartregion.core.charts.shapes import (
    INK,
    NARROW,
    WIDE,
    Box,
    Chart,
    DataTable,
    Drawing,
    Label,
    Sheet,
    Sign,
    Trace,
)
from smartregion.core.charts.words import text_width, wrap

# Smaller than in other charts: 38 names and seven columns have to share one page.
SMALL = 12
STEP = SMALL * 1.2
SEAM = 2
HIGH = 24
HATCH = palette.LIGHTS[""]
HEAD_ROOM = 120


@dataclass(frozen=True)
class Cell:
    """What is written in a cell, on which ground, and how the table says it; no ground: not known."""

    text: str
    fill: str = ""
    spoken: str = ""
    is_framed: bool = False


@dataclass(frozen=True)
class Block:
    """Rows that belong together; ``fact`` says in words what they show."""

    title: str
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    fact: str = ""


@dataclass
class _Place:
    """Where a block lies: its left edge, the room for names, and the width of a column."""

    left: float
    names: float
    cell: float
    y: float

    def at(self, column: int) -> float:
        return round(self.left + self.names + column * self.cell, 1)


def heatmap(
    *,
    title: str,
    corner: str,
    columns: Sequence[str],
    blocks: Sequence[Block],
    keys: Sequence[Key],
    beside: int = 2,
) -> Chart:
    """``corner`` names what the rows are, ``keys`` explain the cells; so many blocks stand beside each other."""
    return Chart(
        title=title,
        summary=_summary(title, blocks),
        wide=_draw(WIDE, columns, blocks, keys, beside),
        narrow=_draw(NARROW, columns, blocks, keys, 1),
        table=_table(corner, columns, blocks),
    )


def unknown_key(label: str) -> Key:
    """The entry of the legend for cells that are not known."""
    return Key(label, sign="M-5 5L5 -5M-6 0L0 -6M0 6L6 0", sign_ink=HATCH)


def _summary(title: str, blocks: Sequence[Block]) -> str:
    kind, told = _("Heatmap"), [block for block in blocks if block.fact]
    facts = " ".join(f"{block.title}: {block.fact}" for block in told) or _("keine Daten")
    return f"{kind} „{title}“. {facts}"


def _table(corner: str, columns: Sequence[str], blocks: Sequence[Block]) -> DataTable:
    rows = tuple(
        (name, block.title, *(cell.spoken or cell.text for cell in cells))
        for block in blocks
        for name, cells in block.rows
    )
    return DataTable((corner, _("Gruppe"), *columns), rows)


def _draw(
    width: int, columns: Sequence[str], blocks: Sequence[Block], keys: Sequence[Key], beside: int
) -> Drawing:
    sheet = Sheet(width, y=2)
    filled = [block for block in blocks if block.rows]
    if not filled or not columns:
        return empty(sheet)
    legend(sheet, keys)
    beside = min(len(filled), beside)
    while filled:
        _draw_beside(sheet, columns, filled[:beside], beside)
        filled = filled[beside:]
    return sheet.drawing()


def _draw_beside(
    sheet: Sheet, columns: Sequence[str], blocks: Sequence[Block], beside: int
) -> None:
    """Blocks next to each other; the sheet goes on below the longest."""
    space = 24.0
    room = (sheet.width - space * (beside - 1)) / beside
    names = min(max(_longest(block) for block in blocks), room * 0.42) + 6
    # A single column is no wall: a cell is never much wider than high.
    cell = min((room - names) / len(columns), 64)
    ends = [
        _draw_block(sheet, columns, block, _Place(index * (room + space), names, cell, sheet.y))
        for index, block in enumerate(blocks)
    ]
    sheet.y = round(max(ends) + GAP, 1)


def _longest(block: Block) -> float:
    return max(text_width(name, SMALL) for name, _cells in block.rows)


def _draw_block(sheet: Sheet, columns: Sequence[str], block: Block, place: _Place) -> float:
    place.y += SMALL + 2
    sheet.labels.append(Label(place.left, round(place.y, 1), block.title, bold=True))
    place.y += 6
    _draw_heads(sheet, columns, place)
    for name, cells in block.rows:
        _draw_row(sheet, name, cells, place)
    return place.y


def _draw_heads(sheet: Sheet, columns: Sequence[str], place: _Place) -> None:
    """Headings stand upright over their narrow columns, in two lines where there is room for them."""
    most = 2 if place.cell >= 2 * STEP else 1
    heads = [wrap(column, 2 * HEAD_ROOM / most, SMALL)[:most] for column in columns]
    place.y += max(text_width(line, SMALL) for lines in heads for line in lines) + 6
    for index, lines in enumerate(heads):
        middle = place.at(index) + place.cell / 2
        for number, line in enumerate(lines):
            shift = (number - (len(lines) - 1) / 2) * STEP + SMALL * 0.36
            sheet.labels.append(
                Label(round(middle + shift, 1), round(place.y - 4, 1), line, SMALL, turn=-90)
            )


def _draw_row(sheet: Sheet, name: str, cells: Sequence[Cell], place: _Place) -> None:
    lines = wrap(name, place.names - 4, SMALL)
    height = max(HIGH, STEP * len(lines) + 4)
    first = place.y + (height - STEP * len(lines)) / 2 + SMALL * 0.92
    for number, line in enumerate(lines):
        sheet.labels.append(Label(place.left, round(first + STEP * number, 1), line, SMALL))
    for index, cell in enumerate(cells):
        _draw_cell(
            sheet, cell, place.at(index), round(place.y, 1), place.cell - SEAM, height - SEAM
        )
    place.y += height


def _draw_cell(
    sheet: Sheet, cell: Cell, left: float, top: float, width: float, height: float
) -> None:
    middle, baseline = left + width / 2, top + height / 2 + SMALL * 0.36
    width, height = round(width, 1), round(height, 1)
    if cell.fill:
        sheet.boxes.append(Box(left, top, width, height, cell.fill))
    elif cell.is_framed:
        inner = round(width - 2, 1), round(height - 2, 1)
        sheet.boxes.append(Box(left + 1, top + 1, *inner, "none", outline=HATCH))
    else:
        _hatch(sheet, left, top, width, height)
        # The dash stands beside the strokes, not among them.
        sheet.signs.append(Sign(round(middle, 1), round(top + height / 2, 1), "M-4 0L4 0", width=2))
        return
    ink = palette.ink_on(cell.fill) if cell.fill else INK
    sheet.labels.append(
        Label(round(middle, 1), round(baseline, 1), cell.text, SMALL, "middle", ink, bold=True)
    )


def _hatch(sheet: Sheet, left: float, top: float, width: float, height: float) -> None:
    """Slanting strokes that end at the edges of the cell."""
    strokes = []
    for start in range(6, int(width + height), 7):
        x1, y1 = min(start, width), max(start - width, 0)
        x2, y2 = max(start - height, 0), min(start, height)
        strokes.append(f"M{left + x1:.1f} {top + y1:.1f}L{left + x2:.1f} {top + y2:.1f}")
    sheet.traces.append(Trace("".join(strokes), HATCH, width=1))
