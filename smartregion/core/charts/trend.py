"""One figure over time: its values as a line, where it began, and the line of its target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts.layout import GAP, empty, write
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
from smartregion.core.charts.words import LINE_HEIGHT, SIZE, text_width, wrap
from smartregion.core.days import short_day

HIGH = 120
HEAD, FOOT = 26, 50
EDGE = 8
CIRCLE = "M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0 -4.5 0Z"
DIAMOND = "M0 -6L6 0L0 6L-6 0Z"
# Part of the sheet that the names of steps may take.
NAMES = 0.36
# How far behind its point the last value stands, and the part of the axis that is left for the line at least.
BESIDE, LEAST = 9, 0.5
# Half the width of the ends of a margin of error.
WHISKER = 5


@dataclass(frozen=True)
class Point:
    """What was observed on a day, and how one says it."""

    on: date
    value: float
    said: str
    # How far chance reaches to either side, where the value was sampled.
    margin: float = 0
    # How the table says it, where it says more than the drawing has room for.
    told: str = ""


@dataclass(frozen=True)
class Level:
    """A value that is no observation: where it began, where it shall be; a day may be missing."""

    value: float
    said: str
    on: date | None = None


@dataclass(frozen=True)
class Course:
    """Everything that one drawing shows; the points are in the order of their days."""

    points: tuple[Point, ...]
    start: Level | None
    target: Level | None
    # Steps with a name each, where values are no amounts; the axis then has no other heights.
    steps: tuple[str, ...]

    @property
    def track(self) -> tuple[Point, ...]:
        """The line as it is drawn: it sets out where it began, if the day is known."""
        start = self.start
        if start is None or start.on is None or (self.points and start.on >= self.points[0].on):
            return self.points
        return (Point(start.on, start.value, start.said), *self.points)

    @property
    def has_start(self) -> bool:
        return len(self.track) > len(self.points)

    @property
    def days(self) -> list[date]:
        aim = [self.target.on] if self.target and self.target.on else []
        return [*(point.on for point in self.track), *aim]

    @property
    def heights(self) -> tuple[float, float]:
        """From where to where the axis reaches; from nothing on, where that leaves the line readable."""
        if self.steps:
            return 1, len(self.steps)
        reach = [(point.value - point.margin, point.value + point.margin) for point in self.track]
        values = [value for both in reach for value in both]
        values += [level.value for level in (self.start, self.target) if level]
        low, high = min(values), max(values)
        low = 0 if 0 < low <= high / 2 else low
        return (low, high) if high > low else (low - 1, high + 1)


@dataclass(frozen=True)
class Axes:
    """From days and values to places on the sheet."""

    left: float
    right: float
    top: float
    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        part = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(self.left + (self.right - self.left) * part, 1)

    def y(self, value: float) -> float:
        return round(self.top + HIGH * (self.high - value) / (self.high - self.low), 1)


def trend(
    *,
    title: str,
    head: str,
    points: Sequence[Point],
    start: Level | None = None,
    target: Level | None = None,
    steps: Sequence[str] = (),
    note: str = "",
) -> Chart:
    """A line through the values; ``head`` names in the table what they count."""
    course = Course(tuple(points), start, target, tuple(steps))
    return Chart(
        title=title,
        summary=_summary(title, course, note),
        wide=_draw(WIDE, course),
        narrow=_draw(NARROW, course),
        table=_table(head, course),
        note=note,
    )


def _summary(title: str, course: Course, note: str) -> str:
    points = course.points
    facts = [_told(point) for point in {points[0]: 0, points[-1]: 0}] if points else []
    facts = facts or [_("keine Daten")]
    if course.start:
        facts.insert(0, _("Ausgangswert %(value)s") % {"value": course.start.said})
    if course.target:
        facts.append(_aim(course.target))
    kind = _("Verlauf")
    return f"{kind} „{title}“. {'; '.join(facts)}. {note}".strip()


def _told(point: Point) -> str:
    return _("%(day)s: %(value)s") % {"day": short_day(point.on), "value": point.said}


def _aim(target: Level) -> str:
    if target.on is None:
        return _("Ziel: %(value)s") % {"value": target.said}
    return _("Ziel: %(value)s bis %(day)s") % {"value": target.said, "day": short_day(target.on)}


def _table(head: str, course: Course) -> DataTable:
    rows = [(_named(_("Ausgangswert"), course.start), course.start.said)] if course.start else []
    rows += [(short_day(point.on), point.told or point.said) for point in course.points]
    if course.target:
        rows.append((_named(_("Zielwert"), course.target), course.target.said))
    return DataTable((_("Stand"), head), tuple(rows))


def _named(word: str, level: Level) -> str:
    return f"{word} ({short_day(level.on)})" if level.on else word


# -- drawing -----------------------------------------------------------------------------------
def _draw(width: int, course: Course) -> Drawing:
    sheet = Sheet(width)
    if not course.track:
        return empty(sheet)
    axes = _axes(sheet, course)
    _draw_ground(sheet, course, axes)
    if course.target:
        _draw_target(sheet, course, course.target, axes)
    _draw_line(sheet, course, axes)
    if not course.steps:
        _write_ends(sheet, course, axes)
    sheet.y = axes.top + HIGH + FOOT
    return sheet.drawing()


def _axes(sheet: Sheet, course: Course) -> Axes:
    low, high = course.heights
    names = min(max(map(text_width, course.steps), default=0), NAMES * sheet.width)
    left = (names + GAP if names else 0) + EDGE
    return Axes(
        left=left,
        right=_right_edge(sheet, course, left),
        top=HEAD,
        first=min(course.days),
        last=max(course.days),
        low=low,
        high=high,
    )


def _right_edge(sheet: Sheet, course: Course, left: float) -> float:
    """Where the axis ends, so that the last value can be written behind its point."""
    edge = sheet.width - EDGE
    last, days = course.track[-1], course.days
    part = (last.on - min(days)).days / max((max(days) - min(days)).days, 1)
    if course.steps or not part:
        return edge
    needed = left + (sheet.width - _room(last.said) - left) / part
    return min(edge, max(needed, left + LEAST * (edge - left)))


def _room(said: str) -> float:
    """What a value takes behind its point; bold letters are a little wider."""
    return BESIDE + 1.06 * text_width(said)


def _draw_ground(sheet: Sheet, course: Course, axes: Axes) -> None:
    """The days below; with steps, a line and a name for each."""
    left = axes.left - EDGE
    for place, name in enumerate(course.steps, 1):
        y = axes.y(place)
        sheet.lines.append(Line(round(left, 1), y, sheet.width, y, opacity=0.25))
        lines = _fitting(name, left - GAP, HIGH / max(len(course.steps) - 1, 1))
        write(sheet, lines, left - GAP, y - SIZE * LINE_HEIGHT * len(lines) / 2, "end")
    bottom = axes.top + HIGH
    if not course.steps:
        sheet.lines.append(Line(0, bottom + 27, sheet.width, bottom + 27, opacity=0.5))
    baseline = bottom + FOOT - 6
    sheet.labels.append(Label(round(left, 1), baseline, short_day(axes.first)))
    if axes.last > axes.first:
        end = round(axes.right + EDGE, 1)
        sheet.labels.append(Label(end, baseline, short_day(axes.last), anchor="end"))


def _fitting(name: str, width: float, height: float) -> list[str]:
    """As much of a name as has room beside its line; the table has the whole."""
    lines = wrap(name, width)
    room = max(int(height / (SIZE * LINE_HEIGHT)), 1)
    return lines if len(lines) <= room else [*lines[: room - 1], f"{lines[room - 1]} …"]


def _draw_target(sheet: Sheet, course: Course, target: Level, axes: Axes) -> None:
    y = axes.y(target.value)
    sheet.lines.append(Line(round(axes.left - EDGE, 1), y, sheet.width, y, dashes="6 4"))
    if target.on:
        sheet.signs.append(Sign(axes.x(target.on), y, DIAMOND))
    # On the side the line does not come from: above where it rises, below where it sinks.
    rises = course.track[0].value <= target.value
    baseline = round(y - 7 if rises else y + SIZE + 3, 1)
    if course.steps:
        sheet.labels.append(_goal(axes.x(target.on or axes.last), baseline, axes))
    else:
        sheet.labels.append(Label(0, baseline, _aim(target)))


def _goal(x: float, baseline: float, axes: Axes) -> Label:
    """One word beside the sign; the step itself is named at the axis."""
    text = _("Ziel")
    fits_left = x - 12 - text_width(text) >= axes.left
    place, anchor = (x - 12, "end") if fits_left else (x + 12, "start")
    return Label(round(place, 1), baseline, text, anchor=anchor)


def _draw_line(sheet: Sheet, course: Course, axes: Axes) -> None:
    places = [(axes.x(point.on), axes.y(point.value)) for point in course.track]
    if len(places) > 1:
        path = "M" + "L".join(f"{x} {y}" for x, y in places)
        sheet.traces.append(Trace(path, palette.BAR, width=2.5))
    for point in course.track:
        if point.margin:
            sheet.traces.append(Trace(_whiskers(point, axes), palette.BAR, width=1.5))
    for index, (x, y) in enumerate(places):
        # Where it began is hollow: nobody reported it in this course.
        is_start = course.has_start and index == 0
        sheet.signs.append(
            Sign(x, y, CIRCLE, fill="none" if is_start else palette.BAR, stroke=palette.BAR)
        )


def _whiskers(point: Point, axes: Axes) -> str:
    """From where to where the true value may lie: an upright line with an end above and below."""
    x = axes.x(point.on)
    top, bottom = axes.y(point.value + point.margin), axes.y(point.value - point.margin)
    left, right = round(x - WHISKER, 1), round(x + WHISKER, 1)
    ends = "".join(f"M{left} {y}L{right} {y}" for y in (top, bottom))
    return f"M{x} {top}L{x} {bottom}{ends}"


def _write_ends(sheet: Sheet, course: Course, axes: Axes) -> None:
    """The first and the last value stand beside their points."""
    first, last = course.track[0], course.track[-1]
    rises = last.value >= first.value
    if len(course.track) > 1 and not sheet.is_narrow:
        # Below or above its whiskers, if it has some.
        edge = first.value - first.margin if rises else first.value + first.margin
        y = axes.y(edge) + (SIZE + 6 if rises else -8)
        sheet.labels.append(Label(axes.x(first.on), round(y, 1), first.said))
    x, y = axes.x(last.on), axes.y(last.value)
    if x + _room(last.said) <= sheet.width + 1:
        beside = y + _shift(course, axes, y, rises=rises)
        place = Label(round(x + BESIDE, 1), round(beside, 1), last.said, bold=True)
    else:
        beside = y - 9 if rises else y + SIZE + 6
        place = Label(sheet.width, round(beside, 1), last.said, anchor="end", bold=True)
    sheet.labels.append(place)


def _shift(course: Course, axes: Axes, y: float, *, rises: bool) -> float:
    """Beside its point, but not on the line of the target."""
    goal = axes.y(course.target.value) if course.target else None
    if goal is None or abs(goal - y) > SIZE * 0.7:
        return SIZE * 0.36
    return goal - y + (SIZE + 5 if rises else -7)
