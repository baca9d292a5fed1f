"""Horizontal bars: how often each answer was given."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from smartregion.core.charts.layout import GAP, empty, label_column, row_end, row_heading
from smartregion.core.charts.shapes import (
    NARROW,
    WIDE,
    Box,
    Chart,
    DataTable,
    Drawing,
    Label,
    Line,
    Sheet,
)
from smartregion.core.charts.words import SIZE, protected_word, text_width
from smartregion.core.numbers import number, share
from smartregion.core.palette import BAR

# A bar that nobody may see is a dashed line of this length.
STUB = 28
# Above this many bars rows move together, so that 60 of them still fit on one page.
MANY = 20


@dataclass(frozen=True)
class Bar:
    label: str
    # None: nobody may see it; it has no bar.
    value: float | None
    # Of what this one is a share, where that differs from bar to bar.
    total: float | None = None


def bar_chart(
    *,
    title: str,
    bars: Sequence[Bar | tuple[str, float | None]],
    total: float | None = None,
    unit: str = "",
    note: str = "",
) -> Chart:
    """Bars with value and, where ``total`` is given, the share of it.

    ``total`` is the number of people who answered: with several choices the shares then add up
    to more than 100 per cent.
    """
    rows = [bar if isinstance(bar, Bar) else Bar(*bar) for bar in bars]
    rows = [row if row.total is not None else replace(row, total=total) for row in rows]
    values = [_value_text(row, unit) for row in rows]
    return Chart(
        title=title,
        summary=_summary(title, rows, values, note),
        wide=_draw(WIDE, rows, values),
        narrow=_draw(NARROW, rows, values),
        table=_table(rows, unit, has_shares=total is not None),
        note=note,
    )


def _value_text(bar: Bar, unit: str) -> str:
    if bar.value is None:
        return protected_word()
    text = f"{number(bar.value)} {unit}".strip()
    return text if bar.total is None else f"{text} ({share(bar.value, bar.total)})"


def _summary(title: str, rows: Sequence[Bar], values: Sequence[str], note: str) -> str:
    facts = "; ".join(f"{row.label}: {value}" for row, value in zip(rows, values, strict=True))
    facts = facts or _("keine Daten")
    return _("Balkendiagramm „%(title)s“. %(facts)s. %(note)s").strip() % {
        "title": title,
        "facts": facts,
        "note": note,
    }


def _table(rows: Sequence[Bar], unit: str, *, has_shares: bool) -> DataTable:
    count = unit or _("Anzahl")
    if not has_shares:
        return DataTable((_("Angabe"), count), tuple((row.label, _cell(row)) for row in rows))
    return DataTable(
        (_("Angabe"), count, _("Anteil")),
        tuple((row.label, _cell(row), _share(row)) for row in rows),
    )


def _cell(bar: Bar) -> str:
    return protected_word() if bar.value is None else number(bar.value)


def _share(bar: Bar) -> str:
    return protected_word() if bar.value is None else share(bar.value, bar.total or 0)


def _draw(width: int, rows: Sequence[Bar], values: Sequence[str]) -> Drawing:
    sheet = Sheet(width, y=2)
    if not rows:
        return empty(sheet)
    column = label_column(sheet, [row.label for row in rows])
    room = width - column - max(map(text_width, values)) - GAP
    # All zero is a finding, too: the bars are then just not there.
    largest = max((row.value or 0 for row in rows), default=0)
    largest = max(largest, 0) or 1
    for row, value in zip(rows, values, strict=True):
        length = None if row.value is None else room * max(row.value, 0) / largest
        _draw_row(sheet, row.label, column, length, value, is_dense=len(rows) > MANY)
    if column:
        sheet.lines.append(Line(column, 0, column, sheet.y, opacity=0.5))
    return sheet.drawing()


def _draw_row(
    sheet: Sheet, label: str, column: float, length: float | None, value: str, *, is_dense: bool
) -> None:
    thickness = 14 if is_dense or sheet.is_narrow else 20
    top = row_heading(sheet, label, column, thickness)
    if length is None:
        middle, length = round(top + thickness / 2, 1), STUB
        sheet.lines.append(Line(column, middle, column + STUB, middle, dashes="4 4"))
        is_bold = False
    else:
        sheet.boxes.append(Box(column, round(top, 1), round(length, 1), thickness, BAR))
        is_bold = True
    baseline = round(top + thickness / 2 + SIZE * 0.36, 1)
    sheet.labels.append(Label(round(column + length + 6, 1), baseline, value, bold=is_bold))
    sheet.y = round(row_end(sheet, label, column, top, thickness) + (1 if is_dense else GAP), 1)
    if is_dense and sheet.is_narrow:
        sheet.y += 5
