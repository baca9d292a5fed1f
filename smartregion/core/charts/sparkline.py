"""A course so small that it stands in the cell of a table: the line, its end, and the line of the target.

It has no axes and no words; the cells beside it tell the values.
"""

from collections.abc import Sequence
from datetime import date

from smartregion.core import palette
from smartregion.core.charts.shapes import Drawing, Line, Sheet, Sign, Trace

WIDTH, HIGH, EDGE = 120, 30, 5
DOT = "M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0 -3.5 0Z"
# One value alone is no course; it stands in the middle.
MIDDLE = 0.5


def sparkline(points: Sequence[tuple[date, float]], target: float | None = None) -> Drawing:
    """Values in the order of their days; without any there is nothing but the empty place."""
    sheet = Sheet(WIDTH, y=HIGH)
    if not points:
        return sheet.drawing()
    heights = _Heights([value for _day, value in points], target)
    if target is not None:
        y = heights.y(target)
        sheet.lines.append(Line(EDGE, y, WIDTH - EDGE, y, dashes="4 3"))
    places = [(_x(points, day), heights.y(value)) for day, value in points]
    if len(places) > 1:
        path = "M" + "L".join(f"{x} {y}" for x, y in places)
        sheet.traces.append(Trace(path, palette.BAR, width=2.5))
    sheet.signs.append(Sign(*places[-1], DOT, fill=palette.BAR, stroke=palette.BAR))
    return sheet.drawing()


def _x(points: Sequence[tuple[date, float]], day: date) -> float:
    first, last = points[0][0], points[-1][0]
    part = (day - first).days / (last - first).days if last > first else MIDDLE
    return round(EDGE + (WIDTH - 2 * EDGE) * part, 1)


class _Heights:
    """From values to places; where all are the same they stand in the middle."""

    def __init__(self, values: Sequence[float], target: float | None) -> None:
        reach = [*values, *([] if target is None else [target])]
        self.low, self.high = min(reach), max(reach)

    def y(self, value: float) -> float:
        span = self.high - self.low
        part = (self.high - value) / span if span else MIDDLE
        return round(EDGE + (HIGH - 2 * EDGE) * part, 1)
