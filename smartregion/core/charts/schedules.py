"""Bars on a time axis, with milestones that are reached (filled) or still open (hollow)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts.layout import (
    GAP,
    Key,
    empty,
    label_column,
    legend,
    row_end,
    row_heading,
)
from smartregion.core.charts.quarters import DayAxis
from smartregion.core.charts.shapes import (
    INK,
    NARROW,
    WIDE,
    Box,
    Chart,
    DataTable,
    Drawing,
    Label,
    Line,
    Sheet,
    Sign,
)
from smartregion.core.charts.words import SIZE, text_width
from smartregion.core.days import short_day

THICKNESS = 12
DIAMOND = "M0 -6L6 0L0 6L-6 0Z"


@dataclass(frozen=True)
class Mark:
    label: str
    on: date
    is_done: bool = False


@dataclass(frozen=True)
class Span:
    label: str
    starts_on: date | None
    ends_on: date | None
    marks: tuple[Mark, ...] = ()

    @property
    def days(self) -> Iterator[date]:
        yield from (day for day in (self.starts_on, self.ends_on) if day)
        yield from (mark.on for mark in self.marks)


class Axis(DayAxis):
    """Begins and ends with whole years."""

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)


def schedule(*, title: str, spans: Sequence[Span], on: date | None = None) -> Chart:
    """A timeline; ``on`` draws the line of a day, usually the cut-off date."""
    return Chart(
        title=title,
        summary=_summary(title, spans),
        wide=_draw(WIDE, spans, on),
        narrow=_draw(NARROW, spans, on),
        table=_table(spans),
    )


def _day(day: date | None) -> str:
    return short_day(day) if day else _("offen")


def _period(span: Span) -> str:
    if not span.starts_on and not span.ends_on:
        return _("ohne Termin")
    return f"{_day(span.starts_on)} – {_day(span.ends_on)}"


def _state(mark: Mark) -> str:
    return _("erreicht") if mark.is_done else _("offen")


def _summary(title: str, spans: Sequence[Span]) -> str:
    kind, facts = _("Zeitplan"), "; ".join(map(_spoken, spans)) or _("keine Daten")
    return f"{kind} „{title}“. {facts}."


def _spoken(span: Span) -> str:
    marks = ", ".join(f"{mark.label} ({_day(mark.on)}, {_state(mark)})" for mark in span.marks)
    period, milestones = _period(span), _("Meilensteine")
    return f"{span.label}: {period}" + (f"; {milestones}: {marks}" if marks else "")


def _table(spans: Sequence[Span]) -> DataTable:
    rows: list[tuple[str, ...]] = []
    for span in spans:
        rows.append((span.label, _period(span), ""))
        rows += [(mark.label, _day(mark.on), _state(mark)) for mark in span.marks]
    return DataTable((_("Vorhaben oder Meilenstein"), _("Zeitraum"), _("Stand")), tuple(rows))


def _draw(width: int, spans: Sequence[Span], on: date | None) -> Drawing:
    sheet = Sheet(width, y=2)
    days = [day for span in spans for day in span.days]
    if not days:
        return empty(sheet)
    if any(span.marks for span in spans):
        reached = Key(_("Meilenstein erreicht"), sign=DIAMOND, sign_fill=INK)
        legend(sheet, [reached, Key(_("offen"), sign=DIAMOND)])
    column = label_column(sheet, [span.label for span in spans])
    axis = Axis(column + 8, width - 8, date(min(days).year, 1, 1), date(max(days).year, 12, 31))
    top = _draw_years(sheet, axis)
    for span in spans:
        _draw_span(sheet, span, column, axis)
    _draw_grid(sheet, axis, top, on)
    return sheet.drawing()


def _draw_years(sheet: Sheet, axis: Axis) -> float:
    wide_enough = (axis.right - axis.left) / len(axis.years) >= text_width("2026") + 4
    every = 1 if wide_enough else 2
    for year in list(axis.years)[::every]:
        x = axis.at(date(year, 1, 1))
        sheet.labels.append(Label(round(x + 3, 1), round(sheet.y + SIZE, 1), str(year)))
    sheet.y += SIZE + GAP
    return sheet.y - GAP - SIZE


def _draw_grid(sheet: Sheet, axis: Axis, top: float, on: date | None) -> None:
    for year in axis.years:
        x = axis.at(date(year, 1, 1))
        sheet.lines.append(Line(x, round(top, 1), x, round(sheet.y, 1), opacity=0.25))
    if on and axis.first <= on <= axis.last:
        x = axis.at(on)
        sheet.lines.append(Line(x, round(top + SIZE + 4, 1), x, round(sheet.y, 1), dashes="4 3"))
        anchor = "end" if x > sheet.width * 0.6 else "start"
        label = _("Stand %(day)s") % {"day": _day(on)}
        sheet.labels.append(Label(x, round(sheet.y + SIZE, 1), label, anchor=anchor))
        sheet.y += SIZE + 6


def _draw_span(sheet: Sheet, span: Span, column: float, axis: Axis) -> None:
    top = row_heading(sheet, span.label, column, THICKNESS)
    middle = round(top + THICKNESS / 2, 1)
    if not span.starts_on and not span.ends_on and not span.marks:
        label = Label(axis.left, round(middle + SIZE * 0.36, 1), _("ohne Termin"))
        sheet.labels.append(label)
    elif span.starts_on or span.ends_on:
        left = axis.at(span.starts_on or axis.first)
        right = axis.at(span.ends_on or axis.last)
        length = round(max(right - left, 3), 1)
        sheet.boxes.append(Box(left, round(top, 1), length, THICKNESS, palette.BAR))
    for mark in span.marks:
        fill = INK if mark.is_done else "none"
        sheet.signs.append(Sign(axis.at(mark.on), middle, DIAMOND, fill=fill))
    sheet.y = round(row_end(sheet, span.label, column, top, THICKNESS) + GAP, 1)
