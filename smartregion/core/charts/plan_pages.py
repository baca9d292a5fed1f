"""A sheet of a plan: legend, axis, and as many rows as are drawn on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts.layout import Key, legend
from smartregion.core.charts.plan_rows import PlanGroup, PlanRow, Step, Stretch
from smartregion.core.charts.quarters import Quarters, draw_day, draw_grid, draw_head, quarters
from smartregion.core.charts.shapes import INK, Box, Drawing, Label, Link, Sheet, Sign
from smartregion.core.charts.words import SIZE, wrap
from smartregion.core.days import short_day

SMALL = 12
STEP = SMALL * 1.2
PLANNED, ACTUAL, IDLE = palette.SCALES[4][2], palette.SCALES[4][3], palette.LIGHTS["grey"]
THIN, THICK, SEAM = 6, 9, 3
BARS = THIN + SEAM + THICK
ROW_GAP = 9
HEADING = SIZE * 1.25 + 8
DIAMOND = "M0 -6L6 0L0 6L-6 0Z"
# Another shape, so that red is not all that tells it from a milestone that was reached.
LATE = "M0 -7L7.5 6H-7.5Z"
LATE_INK = palette.LIGHTS["red"]


@dataclass
class Page:
    """One sheet with legend, axis and as many rows as are drawn on it."""

    width: float
    groups: Sequence[PlanGroup]
    on: date
    reach: Sequence[date] = ()
    rows: int = 0
    sheet: Sheet = field(init=False)
    column: float = field(init=False)
    axis: Quarters = field(init=False)
    top: float = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = Sheet(self.width, y=2)
        legend(self.sheet, list(_keys(self.groups)))
        self.column = 0 if self.sheet.is_narrow else round(min(0.36 * self.width, 330), 1)
        drawn = [day for group in self.groups for row in group.rows for day in row.days]
        days = [*drawn, *self.reach] or [self.on]
        left, right = self.column + 8, self.width - 8
        self.axis = quarters(min(days), max(days), left=left, right=right)
        self.top = self.sheet.y
        # Above the years stands the day whose line is drawn.
        self.sheet.y += SIZE + 2
        draw_head(self.sheet, self.axis)
        self.sheet.y += 4

    def height_of(self, row: PlanRow) -> float:
        return self._text_height(row) + (BARS if self.sheet.is_narrow else 0) + ROW_GAP

    def _text_height(self, row: PlanRow) -> float:
        lines = STEP * len(self._lines(row))
        return lines + 3 if self.sheet.is_narrow else max(lines, BARS)

    def _lines(self, row: PlanRow) -> list[str]:
        return wrap(row.label, (self.column or self.width) - 6, SMALL)

    def draw_heading(self, title: str) -> None:
        self.sheet.y += 6
        for line in wrap(title, self.width)[:2]:
            self.sheet.y += SIZE * 1.25
            self.sheet.labels.append(Label(0, round(self.sheet.y - 4, 1), line, bold=True))
        self.sheet.y = round(self.sheet.y + 2, 1)

    def draw(self, row: PlanRow) -> None:
        top, height = self.sheet.y, self._text_height(row)
        for index, line in enumerate(lines := self._lines(row)):
            first = top if self.sheet.is_narrow else top + (height - STEP * len(lines)) / 2
            baseline = round(first + STEP * index + SMALL * 0.95, 1)
            self.sheet.labels.append(Label(0, baseline, line, SMALL))
        if row.url:
            width = self.column or self.width
            link = Link(0, round(top, 1), width, round(height, 1), row.url, row.label)
            self.sheet.links.append(link)
        self._draw_bars(row, top + (height if self.sheet.is_narrow else (height - BARS) / 2))
        self.sheet.y = round(top + self.height_of(row), 1)
        self.rows += 1

    def _draw_bars(self, row: PlanRow, top: float) -> None:
        if not list(row.days):
            label = Label(self.axis.left, round(top + SMALL, 1), _("ohne Termin"), SMALL)
            self.sheet.labels.append(label)
        if row.planned:
            ink = IDLE if row.is_idle else PLANNED
            self._draw_stretch(row.planned, round(top, 1), THIN, ink)
        if row.actual:
            self._draw_stretch(row.actual, round(top + THIN + SEAM, 1), THICK, ACTUAL)
        for step in row.steps:
            if step.on:
                self._draw_step(step, self.axis.at(step.on), round(top + BARS / 2, 1))

    def _draw_step(self, step: Step, x: float, y: float) -> None:
        if step.is_late:
            self.sheet.signs.append(Sign(x, y, LATE, LATE_INK, LATE_INK))
        else:
            self.sheet.signs.append(Sign(x, y, DIAMOND, INK if step.is_done else "none"))

    def _draw_stretch(self, stretch: Stretch, top: float, thick: float, fill: str) -> None:
        """The sure part filled, what is rough at its ends as an outline."""
        left = self.axis.at(stretch.begins) if stretch.begins else self.axis.left
        right = self.axis.after(stretch.ends) if stretch.ends else self.axis.right
        sure_left, sure_right = left, right
        if stretch.begins_roughly:
            sure_left = self.axis.after(stretch.begun) if stretch.begun else right
        if stretch.ends_roughly:
            sure_right = self.axis.at(stretch.ending) if stretch.ending else left
        if sure_left >= sure_right:
            self._outline(left, right, top, thick, fill)
            return
        self._outline(left, sure_left, top, thick, fill)
        self._outline(sure_right, right, top, thick, fill)
        wide = round(max(sure_right - sure_left, 3), 1)
        self.sheet.boxes.append(Box(sure_left, top, wide, thick, fill))

    def _outline(self, left: float, right: float, top: float, thick: float, ink: str) -> None:
        if right - left >= 2:
            inner = round(right - left - 2, 1), thick - 2
            self.sheet.boxes.append(Box(left + 1, top + 1, *inner, "none", outline=ink))

    def drawing(self) -> Drawing:
        draw_grid(self.sheet, self.axis, self.top + SIZE + 4)
        day = short_day(self.on)
        draw_day(self.sheet, self.axis, self.on, self.top, _("Stand %(day)s") % {"day": day})
        return self.sheet.drawing()


def _keys(groups: Sequence[PlanGroup]) -> Iterator[Key]:
    """Only what is really drawn is explained."""
    rows = [row for group in groups for row in group.rows]
    steps = [step for row in rows for step in row.steps if step.on]
    yield Key(_("geplant"), PLANNED)
    if any(row.is_idle and row.planned for row in rows):
        yield Key(_("war geplant, ruht oder endet"), IDLE)
    if any(row.actual for row in rows):
        yield Key(_("tatsächlich"), ACTUAL)
    stretches = [each for row in rows for each in (row.planned, row.actual) if each]
    if any(each.begins_roughly or each.ends_roughly for each in stretches):
        yield Key(_("ungefähr"), outline=PLANNED)
    if any(step.is_done for step in steps):
        yield Key(_("Meilenstein erreicht"), sign=DIAMOND, sign_fill=INK)
    if any(not step.is_done and not step.is_late for step in steps):
        yield Key(_("Meilenstein offen"), sign=DIAMOND)
    if any(step.is_late for step in steps):
        yield Key(_("überfällig"), sign=LATE, sign_ink=LATE_INK, sign_fill=LATE_INK)
