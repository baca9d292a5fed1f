"""Upright columns along a calendar: how much came on which day."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from smartregion.core.charts.layout import empty
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
from smartregion.core.charts.words import text_width
from smartregion.core.numbers import number
from smartregion.core.palette import BAR

HIGH = 110
HEAD, FOOT = 22, 24
# Part of its place that a column fills, and how wide it gets at most.
FILLED, WIDEST = 0.8, 36


@dataclass(frozen=True)
class Column:
    label: str
    value: float


def column_chart(*, title: str, columns: Sequence[Column], head: str, note: str = "") -> Chart:
    """One column for each span of time; ``head`` names in the table what is counted.

    Only the highest one bears its number: the table has all of them.
    """
    return Chart(
        title=title,
        summary=_summary(title, columns, note),
        wide=_draw(WIDE, columns),
        narrow=_draw(NARROW, columns),
        table=DataTable((head, _("Anzahl")), tuple((c.label, number(c.value)) for c in columns)),
        note=note,
    )


def _summary(title: str, columns: Sequence[Column], note: str) -> str:
    if not columns:
        facts = _("keine Daten")
    else:
        most = max(columns, key=lambda column: column.value)
        facts = _("Von %(first)s bis %(last)s; am meisten: %(label)s mit %(value)s") % {
            "first": columns[0].label,
            "last": columns[-1].label,
            "label": most.label,
            "value": number(most.value),
        }
    whole = _("Säulendiagramm „%(title)s“. %(facts)s. %(note)s")
    return (whole % {"title": title, "facts": facts, "note": note}).strip()


def _draw(width: int, columns: Sequence[Column]) -> Drawing:
    sheet = Sheet(width)
    if not columns:
        return empty(sheet)
    place = width / len(columns)
    thick = min(place * FILLED, WIDEST)
    largest = max(column.value for column in columns) or 1
    bottom = HEAD + HIGH
    for index, column in enumerate(columns):
        high = HIGH * column.value / largest
        left = place * index + (place - thick) / 2
        sheet.boxes.append(
            Box(round(left, 1), round(bottom - high, 1), round(thick, 1), round(high, 1), BAR)
        )
    sheet.lines.append(Line(0, bottom, width, bottom, opacity=0.5))
    _write_highest(sheet, columns, place)
    _write_ends(sheet, columns, bottom + 18)
    sheet.y = bottom + FOOT
    return sheet.drawing()


def _write_highest(sheet: Sheet, columns: Sequence[Column], place: float) -> None:
    """The number of the highest column stands on it, inside the drawing."""
    index = max(range(len(columns)), key=lambda each: columns[each].value)
    text = number(columns[index].value)
    half = text_width(text) / 2
    middle = min(max(place * (index + 0.5), half), sheet.width - half)
    sheet.labels.append(Label(round(middle, 1), HEAD - 6, text, anchor="middle", bold=True))


def _write_ends(sheet: Sheet, columns: Sequence[Column], baseline: float) -> None:
    sheet.labels.append(Label(0, baseline, columns[0].label))
    if len(columns) > 1:
        sheet.labels.append(Label(sheet.width, baseline, columns[-1].label, anchor="end"))
