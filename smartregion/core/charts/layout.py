"""What all drawings with rows share: the column of labels, lines of text, the legend."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from smartregion.core.charts.shapes import INK, Box, Drawing, Label, Sheet, Sign
from smartregion.core.charts.words import LINE_HEIGHT, SIZE, text_width, wrap

GAP = 10
STEP = SIZE * LINE_HEIGHT
SWATCH = 14


@dataclass(frozen=True)
class Key:
    """One entry of a legend: a colour, a sign, or both."""

    label: str
    fill: str = "none"
    sign: str = ""
    sign_ink: str = INK
    outline: str = ""
    sign_fill: str = "none"


def empty(sheet: Sheet) -> Drawing:
    """What is drawn when there is nothing to draw."""
    sheet.labels.append(Label(0, sheet.y + 18, _("Keine Daten")))
    sheet.y += 28
    return sheet.drawing()


def label_column(sheet: Sheet, labels: Sequence[str]) -> float:
    """Width of the labels; on a narrow drawing they stand above their bars instead."""
    if sheet.is_narrow:
        return 0
    return min(max(map(text_width, labels)), 0.38 * sheet.width) + GAP


def write(sheet: Sheet, lines: Sequence[str], x: float, top: float, anchor: str = "start") -> None:
    """Lines of text below each other, the first one starting at ``top``."""
    for index, line in enumerate(lines):
        baseline = round(top + STEP * index + SIZE * 0.98, 1)
        sheet.labels.append(Label(round(x, 1), baseline, line, anchor=anchor))


def row_heading(sheet: Sheet, text: str, column: float, thickness: float) -> float:
    """Write a row's label and return where its bar starts: beside it, or below on a narrow sheet."""
    if sheet.is_narrow:
        lines = wrap(text, sheet.width)
        write(sheet, lines, 0, sheet.y)
        return sheet.y + STEP * len(lines) + 3
    lines = wrap(text, column - GAP)
    height = max(STEP * len(lines), thickness)
    write(sheet, lines, column - GAP, sheet.y + (height - STEP * len(lines)) / 2, "end")
    return sheet.y + (height - thickness) / 2


def row_end(sheet: Sheet, text: str, column: float, top: float, thickness: float) -> float:
    """The lower edge of a row, whichever is taller: its bar or its label."""
    if sheet.is_narrow:
        return top + thickness
    lines = len(wrap(text, column - GAP))
    return max(top + thickness, top + (thickness + STEP * lines) / 2)


def legend(sheet: Sheet, keys: Sequence[Key]) -> None:
    """Entries in reading order, as many in a line as fit."""
    x = 0.0
    for key in keys:
        needed = SWATCH + 6 + text_width(key.label) + 18
        if x and x + needed - 18 > sheet.width:
            x, sheet.y = 0.0, sheet.y + STEP + 5
        _entry(sheet, key, x)
        x += needed
    sheet.y += STEP + GAP


def _entry(sheet: Sheet, key: Key, x: float) -> None:
    top = sheet.y + 1
    if key.fill != "none" or key.outline:
        sheet.boxes.append(Box(round(x, 1), top, SWATCH, SWATCH, key.fill, outline=key.outline))
    if key.sign:
        middle = round(x + SWATCH / 2, 1)
        sheet.signs.append(
            Sign(middle, top + SWATCH / 2, key.sign, fill=key.sign_fill, stroke=key.sign_ink)
        )
    sheet.labels.append(Label(round(x + SWATCH + 6, 1), round(top + SIZE * 0.86, 1), key.label))
