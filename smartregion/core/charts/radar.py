"""A radar: one axis per question, one line per point of view.

Lines differ in colour, dashes and markers, so that they are told apart in print and by people who
see no difference between the colours. What is not known leaves a gap in the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts.layout import Key, empty, legend
from smartregion.core.charts.shapes import (
    NARROW,
    WIDE,
    Chart,
    DataTable,
    Drawing,
    Label,
    Line,
    Sheet,
    Sign,
    Trace,
)
from smartregion.core.charts.words import LINE_HEIGHT, text_width, wrap
from smartregion.core.numbers import exact

CIRCLE = "M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0 -4.5 0Z"
DIAMOND = "M0 -6L6 0L0 6L-6 0Z"
SQUARE = "M-4 -4H4V4H-4Z"


@dataclass(frozen=True)
class Look:
    """How one line is drawn."""

    stroke: str
    marker: str
    width: float
    dashes: str = ""
    is_filled: bool = False


# The first series is the one that counts: a full line on a tinted ground, with filled markers.
LOOKS = (
    Look(palette.SCALES[5][4], CIRCLE, 3, is_filled=True),
    Look(palette.SCALES[5][0], DIAMOND, 2, "7 4"),
    Look(palette.LIGHTS["grey"], SQUARE, 2, "2 3"),
)


@dataclass(frozen=True)
class Series:
    """One line of the radar: a value for each axis, None where nothing was reported.

    Half a step is the middle of two places on a ladder.
    """

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class _Web:
    """From values to places on the sheet; the first axis points up, the others follow clockwise."""

    x: float
    y: float
    radius: float
    axes: int
    highest: int

    def at(self, axis: int, value: float) -> tuple[float, float]:
        angle = 2 * pi * axis / self.axes - pi / 2
        reach = self.radius * value / self.highest
        return round(self.x + reach * cos(angle), 1), round(self.y + reach * sin(angle), 1)


def radar(*, title: str, axes: Sequence[str], series: Sequence[Series], highest: int) -> Chart:
    """At most three series, the most important one first."""
    shown = [one for one in series if any(value is not None for value in one.values)]
    return Chart(
        title=title,
        summary=_summary(title, axes, shown),
        wide=_draw(WIDE, axes, series, shown, highest),
        narrow=_draw(NARROW, axes, series, shown, highest),
        table=_table(axes, series),
    )


def _said(value: float | None) -> str:
    return _("nicht gemeldet") if value is None else exact(value)


def _summary(title: str, axes: Sequence[str], series: Sequence[Series]) -> str:
    kind = _("Netzdiagramm")
    facts = " ".join(f"{one.label}: {_spoken(axes, one)}." for one in series) or _("keine Daten")
    return f"{kind} „{title}“. {facts}"


def _spoken(axes: Sequence[str], one: Series) -> str:
    return ", ".join(f"{axis} {_said(value)}" for axis, value in zip(axes, one.values, strict=True))


def _table(axes: Sequence[str], series: Sequence[Series]) -> DataTable:
    rows = tuple(
        (axis, *(_said(one.values[index]) for one in series)) for index, axis in enumerate(axes)
    )
    return DataTable((_("Dimension"), *(one.label for one in series)), rows)


def _draw(
    width: int, axes: Sequence[str], series: Sequence[Series], shown: Sequence[Series], highest: int
) -> Drawing:
    sheet = Sheet(width, y=2)
    if not axes or not shown:
        return empty(sheet)
    looks = [(one, LOOKS[series.index(one)]) for one in shown]
    legend(sheet, [_key(one.label, look) for one, look in looks])
    size = 11 if sheet.is_narrow else 14
    radius = 72 if sheet.is_narrow else 160
    head = size * LINE_HEIGHT * 2 + 12
    web = _Web(width / 2, sheet.y + head + radius, radius, len(axes), highest)
    _draw_web(sheet, web, axes, size)
    # The most important line is drawn last, on top of the others.
    for one, look in reversed(looks):
        _draw_series(sheet, web, one.values, look)
    sheet.y = round(sheet.y + 2 * (head + radius), 1)
    return sheet.drawing()


def _key(label: str, look: Look) -> Key:
    return Key(label, sign=f"M-7 0H7{look.marker}", sign_ink=look.stroke)


def _draw_web(sheet: Sheet, web: _Web, axes: Sequence[str], size: float) -> None:
    for level in range(1, web.highest + 1):
        corners = [web.at(axis, level) for axis in range(web.axes)]
        for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
            sheet.lines.append(Line(x1, y1, x2, y2, opacity=0.3))
    for index, axis in enumerate(axes):
        end = web.at(index, web.highest)
        sheet.lines.append(Line(web.x, round(web.y, 1), *end, opacity=0.3))
        _write_axis(sheet, web, index, axis, size)
    for level in range(web.highest + 1):
        x, y = web.at(0, level)
        sheet.labels.append(Label(round(x - 8, 1), round(y + 4, 1), str(level), 12, "end"))


def _write_axis(sheet: Sheet, web: _Web, index: int, text: str, size: float) -> None:
    """The name outside its axis: over it, below it, or at its side."""
    x, y = web.at(index, web.highest + 14 * web.highest / web.radius)
    sideways = x - web.x
    anchor = "middle" if abs(sideways) < 4 else ("start" if sideways > 0 else "end")
    room = sheet.width * 0.5 if anchor == "middle" else sheet.width / 2 - abs(sideways)
    step = size * LINE_HEIGHT
    lines = wrap(text, room, size)
    # Above the middle the block of lines ends at its place, below it begins there.
    up = (web.y - y) / web.radius
    first = y + size * 0.36 - (len(lines) - 1) * step * (0.5 + up / 2.4)
    for number, line in enumerate(lines):
        left = min(text_width(line, size), room)
        place = max(x, left) if anchor == "end" else x
        sheet.labels.append(
            Label(round(place, 1), round(first + number * step, 1), line, size, anchor)
        )


def _draw_series(sheet: Sheet, web: _Web, values: Sequence[float | None], look: Look) -> None:
    places = [None if v is None else web.at(axis, v) for axis, v in enumerate(values)]
    whole = None not in places
    sheet.traces.append(
        Trace(
            _path(places),
            look.stroke,
            look.width,
            look.dashes,
            fill=look.stroke if look.is_filled and whole else "none",
            fill_opacity=0.15,
        )
    )
    for place in places:
        if place:
            fill = look.stroke if look.is_filled else "none"
            sheet.signs.append(Sign(*place, look.marker, fill=fill, stroke=look.stroke))


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    """Neighbours are joined, the last with the first; a gap stays a gap."""
    known = [place for place in places if place]
    if len(known) == len(places):
        return "M" + "L".join(f"{x} {y}" for x, y in known) + "Z"
    joined = zip(places, [*places[1:], places[0]], strict=True)
    return "".join(f"M{a[0]} {a[1]}L{b[0]} {b[1]}" for a, b in joined if a and b)
