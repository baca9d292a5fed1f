"""A portfolio: things between two axes, and in which of four corners they lie.

Each thing bears its short name. Where names would cover each other, one moves aside and a line leads back to its
place; with very many things only points are drawn, and the table tells which is which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from smartregion.core import palette
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
    Link,
    Sheet,
    Sign,
)
from smartregion.core.charts.words import text_width
from smartregion.core.numbers import number

# With more, names would lie anywhere but at their place.
MOST_NAMES = 60
# How far a name may move, in steps of its own height and half its width.
FARTHEST = 8
POINT = "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z"
SMALL = 12
LEFT, FOOT = 44, 46
# Room around the lowest and the highest value, in parts of the scale's step.
ROOM = 0.5


@dataclass(frozen=True)
class Dot:
    """A thing with its short name for the picture, its whole name for the table, its two values and its page."""

    label: str
    name: str
    across: float
    up: float
    url: str = ""


@dataclass(frozen=True)
class Axes:
    """What the axes are called, where they begin and end, and what lies in the corners, from the upper left on."""

    across: str
    up: str
    lowest: int
    highest: int
    corners: tuple[str, str, str, str]

    @property
    def middle(self) -> float:
        return (self.lowest + self.highest) / 2

    def corner_of(self, dot: Dot) -> str:
        """The corner a thing lies in; the middle belongs to the better side: up, and to the left."""
        place = (0 if dot.up >= self.middle else 2) + (0 if dot.across <= self.middle else 1)
        return self.corners[place]


@dataclass(frozen=True)
class _Plot:
    """From values to places on the sheet."""

    axes: Axes
    left: float
    top: float
    width: float
    height: float

    def x(self, value: float) -> float:
        return round(self.left + self.width * self._part(value), 1)

    def y(self, value: float) -> float:
        return round(self.top + self.height * (1 - self._part(value)), 1)

    def _part(self, value: float) -> float:
        lowest, highest = self.axes.lowest - ROOM, self.axes.highest + ROOM
        return (value - lowest) / (highest - lowest)

    def holds(self, box: Box) -> bool:
        return (
            self.left <= box.x
            and box.x + box.width <= self.left + self.width
            and self.top <= box.y
            and box.y + box.height <= self.top + self.height
        )


def portfolio(*, title: str, axes: Axes, dots: Sequence[Dot], head: str) -> Chart:
    """``head`` names in the table what the things are."""
    return Chart(
        title=title,
        summary=_summary(title, axes, dots),
        wide=_draw(WIDE, axes, dots),
        narrow=_draw(NARROW, axes, dots),
        table=DataTable(
            (head, axes.up, axes.across, _("Feld")),
            tuple(
                (dot.name, number(dot.up, 2), number(dot.across, 2), axes.corner_of(dot))
                for dot in dots
            ),
        ),
    )


def _summary(title: str, axes: Axes, dots: Sequence[Dot]) -> str:
    there = {
        corner: [d.label for d in dots if axes.corner_of(d) == corner] for corner in axes.corners
    }
    facts = " ".join(f"{corner}: {', '.join(names)}." for corner, names in there.items() if names)
    kind, nothing = _("Portfolio"), _("keine Daten")
    return f"{kind} „{title}“. {facts or nothing}"


def _draw(width: int, axes: Axes, dots: Sequence[Dot]) -> Drawing:
    sheet = Sheet(width)
    if not dots:
        return empty(sheet)
    high = 320 if sheet.is_narrow else 460
    plot = _Plot(axes, LEFT, 2, width - LEFT - 2, high)
    _draw_grid(sheet, plot)
    if len(dots) > MOST_NAMES:
        sheet.signs += [_point(plot, dot) for dot in dots]
    else:
        _draw_names(sheet, plot, dots)
    sheet.y = high + FOOT
    return sheet.drawing()


def _point(plot: _Plot, dot: Dot) -> Sign:
    return Sign(plot.x(dot.across), plot.y(dot.up), POINT, fill=palette.BAR, stroke=palette.BAR)


# -- axes and corners --------------------------------------------------------------------------
def _draw_grid(sheet: Sheet, plot: _Plot) -> None:
    axes, right, bottom = plot.axes, plot.left + plot.width, plot.top + plot.height
    for value in range(axes.lowest, axes.highest + 1):
        x, y = plot.x(value), plot.y(value)
        sheet.labels.append(Label(x, bottom + 16, str(value), SMALL, "middle"))
        sheet.labels.append(Label(plot.left - 8, y + 4, str(value), SMALL, "end"))
    for y in (plot.top, bottom):
        sheet.lines.append(Line(plot.left, y, right, y, opacity=0.4))
    for x in (plot.left, right):
        sheet.lines.append(Line(x, plot.top, x, bottom, opacity=0.4))
    x, y = plot.x(axes.middle), plot.y(axes.middle)
    sheet.lines.append(Line(x, plot.top, x, bottom, dashes="4 3"))
    sheet.lines.append(Line(plot.left, y, right, y, dashes="4 3"))
    _write_axes(sheet, plot)
    _write_corners(sheet, plot)


def _write_axes(sheet: Sheet, plot: _Plot) -> None:
    x, bottom = plot.left + plot.width / 2, plot.top + plot.height
    sheet.labels.append(Label(x, bottom + 36, f"{plot.axes.across} →", anchor="middle"))
    y = plot.top + plot.height / 2
    sheet.labels.append(Label(14, y, f"{plot.axes.up} →", anchor="middle", turn=-90))


def _write_corners(sheet: Sheet, plot: _Plot) -> None:
    left, right = plot.left + 6, plot.left + plot.width - 6
    top, bottom = plot.top + 16, plot.top + plot.height - 8
    places = (
        (left, top, "start"),
        (right, top, "end"),
        (left, bottom, "start"),
        (right, bottom, "end"),
    )
    for text, (x, y, anchor) in zip(plot.axes.corners, places, strict=True):
        size = 11 if sheet.is_narrow else SMALL
        sheet.labels.append(Label(round(x, 1), round(y, 1), text, size, anchor, bold=True))


# -- names -------------------------------------------------------------------------------------
def _draw_names(sheet: Sheet, plot: _Plot, dots: Sequence[Dot]) -> None:
    """From the top down and from left to right, so the same things always lie the same way."""
    size = 9 if sheet.is_narrow else 11
    taken = [_around(label) for label in sheet.labels if label.bold]
    for dot in sorted(dots, key=lambda dot: (-dot.up, dot.across, dot.label)):
        box = _free(plot, dot, size, taken)
        taken.append(box)
        _lead_back(sheet, plot, dot, box)
        x, y = box.x + box.width / 2, box.y + box.height / 2
        sheet.signs.append(_plate(box))
        if dot.url:
            sheet.links.append(Link(box.x, box.y, box.width, box.height, dot.url, dot.name))
        sheet.labels.append(_on_plate(dot.label, x, y, size))


def _plate(box: Box) -> Sign:
    """The ground of a name: a sign, because signs lie over all lines, and boxes below them."""
    x, y = box.width / 2, box.height / 2
    path = f"M{-x:.1f} {-y:.1f}H{x:.1f}V{y:.1f}H{-x:.1f}Z"
    middle = round(box.x + x, 1), round(box.y + y, 1)
    return Sign(*middle, path, fill=palette.BAR, stroke=palette.BAR, width=1)


def _on_plate(text: str, x: float, y: float, size: float) -> Label:
    baseline = round(y + size * 0.36, 1)
    return Label(round(x, 1), baseline, text, size, "middle", palette.WHITE)


def _around(label: Label) -> Box:
    """The room that a word in a corner needs for itself."""
    wide = text_width(label.text, label.size)
    left = label.x - wide if label.anchor == "end" else label.x
    return Box(left, label.y - label.size, wide, label.size + 4, "none")


def _free(plot: _Plot, dot: Dot, size: float, taken: Sequence[Box]) -> Box:
    """The nearest room for a name; where there is none, its own place."""
    width, height = round(text_width(dot.label, size) + 6, 1), size + 6
    x, y = plot.x(dot.across) - width / 2, plot.y(dot.up) - height / 2
    for right, down in _steps():
        left, top = x + right * (width / 2 + 1), y + down * (height + 1)
        box = Box(round(left, 1), round(top, 1), width, height, "none")
        if plot.holds(box) and not any(_meet(box, other) for other in taken):
            return box
    return Box(round(x, 1), round(y, 1), width, height, "none")


def _steps() -> Iterator[tuple[int, int]]:
    """Its own place first, then around it, the nearest first."""
    reach = range(-FARTHEST, FARTHEST + 1)
    yield from sorted(((right, down) for right in reach for down in reach), key=_distance)


def _distance(step: tuple[int, int]) -> tuple[int, int, int]:
    right, down = step
    return right * right + down * down, down, right


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _lead_back(sheet: Sheet, plot: _Plot, dot: Dot, box: Box) -> None:
    """A line from a name that moved aside to where it belongs."""
    x, y = plot.x(dot.across), plot.y(dot.up)
    near_x = min(max(x, box.x), box.x + box.width)
    near_y = min(max(y, box.y), box.y + box.height)
    if (near_x, near_y) != (x, y):
        sheet.lines.append(Line(x, y, round(near_x, 1), round(near_y, 1), opacity=0.6))
