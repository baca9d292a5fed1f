"""Many undertakings on one time axis: planned and actual, their milestones, and what is only roughly known.

On a page it is one drawing; on paper it goes on over as many sheets as it needs, each with its head.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core import palette
from smartregion.core.charts.layout import Key, empty, legend
from smartregion.core.charts.quarters import Quarters, draw_day, draw_grid, draw_head, quarters
from smartregion.core.charts.shapes import (
    INK,
    NARROW,
    WIDE,
    Box,
    Chart,
    DataTable,
    Drawing,
    Label,
    Link,
    Sheet,
    Sign,
)
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
# An end that is known to about a month looks exact at this scale.
EXACT_DAYS = 31


@dataclass(frozen=True)
class Stretch:
    """A time: surely from ``begun`` to ``ending``, perhaps already from ``begins`` and until ``ends``."""

    begins: date | None
    begun: date | None
    ending: date | None
    ends: date | None
    words: str

    @property
    def days(self) -> list[date]:
        return [day for day in (self.begins, self.ends) if day]


@dataclass(frozen=True)
class Step:
    """A milestone; ``words`` say in the table how it stands. One without a day stands there only."""

    label: str
    on: date | None
    words: str
    is_done: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class PlanRow:
    """``is_idle`` says that nobody works on it any more, or for the time being."""

    label: str
    planned: Stretch | None = None
    actual: Stretch | None = None
    steps: tuple[Step, ...] = ()
    url: str = ""
    is_idle: bool = False

    @property
    def days(self) -> Iterator[date]:
        for stretch in (self.planned, self.actual):
            yield from stretch.days if stretch else ()
        yield from (step.on for step in self.steps if step.on)


@dataclass(frozen=True)
class PlanGroup:
    """Rows that belong together, under one heading."""

    title: str
    rows: tuple[PlanRow, ...]


def plan(*, title: str, groups: Sequence[PlanGroup], on: date) -> Chart:
    """A plan as one drawing; ``on`` is the day whose line is drawn."""
    filled = _filled(groups)
    return Chart(
        title=title,
        summary=_summary(title, filled),
        wide=_drawn(WIDE, filled, on),
        narrow=_drawn(NARROW, filled, on),
        table=_table(filled),
    )


def plan_sheets(
    groups: Sequence[PlanGroup], *, on: date, width: float, height: float
) -> list[Drawing]:
    """The same for paper: sheets of this size with one axis for all of them."""
    filled = _filled(groups)
    if not filled:
        return []
    pages = [_Page(width, filled, on)]
    for group in filled:
        for index, row in enumerate(group.rows):
            heading = _heading(group, is_going_on=bool(index))
            needed = pages[-1].height_of(row) + (0 if index else HEADING)
            if pages[-1].rows and pages[-1].sheet.y + needed > height:
                pages.append(_Page(width, filled, on))
            if not index or not pages[-1].rows:
                pages[-1].draw_heading(heading)
            pages[-1].draw(row)
    return [page.drawing() for page in pages]


def plan_series(*, title: str, groups: Sequence[PlanGroup], on: date, height: float) -> list[Chart]:
    """The same as figures of at most this height, each with its own rows, on one axis for all."""
    filled = _filled(groups)
    reach = [day for group in filled for row in group.rows for day in row.days]
    parts = _parted(filled, on, height)
    names = (
        [title] if len(parts) == 1 else [_part_name(title, n, len(parts)) for n in _counted(parts)]
    )
    return [
        Chart(
            title=name,
            summary=_summary(name, part),
            wide=_drawn(WIDE, part, on, reach),
            narrow=_drawn(NARROW, part, on, reach),
            table=_table(part),
        )
        for name, part in zip(names, parts, strict=True)
    ]


def _counted(parts: Sequence[object]) -> range:
    return range(1, len(parts) + 1)


def _part_name(title: str, part: int, every: int) -> str:
    return _("%(title)s, Teil %(part)d von %(all)d") % {"title": title, "part": part, "all": every}


def _parted(groups: Sequence[PlanGroup], on: date, height: float) -> list[list[PlanGroup]]:
    """Groups in parts that are not higher than this; one that is divided says that it goes on."""
    ruler = _Page(WIDE, groups, on)
    parts: list[list[PlanGroup]] = []
    left = 0.0
    for group in groups:
        heading = HEADING
        for index, row in enumerate(group.rows):
            needed = ruler.height_of(row) + heading
            if needed > left:
                parts.append([])
                left, heading = height - ruler.sheet.y, HEADING
                needed = ruler.height_of(row) + heading
            if heading:
                parts[-1].append(PlanGroup(_heading(group, is_going_on=bool(index)), ()))
            parts[-1][-1] = PlanGroup(parts[-1][-1].title, (*parts[-1][-1].rows, row))
            left, heading = left - needed, 0.0
    return parts


def _filled(groups: Sequence[PlanGroup]) -> list[PlanGroup]:
    return [group for group in groups if group.rows]


def _heading(group: PlanGroup, *, is_going_on: bool) -> str:
    return _("%(title)s (Fortsetzung)") % {"title": group.title} if is_going_on else group.title


# -- in words ----------------------------------------------------------------------------------
def _summary(title: str, groups: Sequence[PlanGroup]) -> str:
    rows = [row for group in groups for row in group.rows]
    days = [day for row in rows for day in row.days]
    kind, facts = _("Zeitplan"), [_("keine Daten")]
    if days:
        span = {"number": len(rows), "first": min(days).year, "last": max(days).year}
        text = ngettext(
            "%(number)d Vorhaben von %(first)d bis %(last)d",
            "%(number)d Vorhaben von %(first)d bis %(last)d",
            len(rows),
        )
        facts = [text % span, *_late(rows)]
    return f"{kind} „{title}“. {'; '.join(facts)}."


def _late(rows: Sequence[PlanRow]) -> Iterator[str]:
    late = sum(step.is_late for row in rows for step in row.steps)
    if late:
        text = ngettext("%d Meilenstein ist überfällig", "%d Meilensteine sind überfällig", late)
        yield text % late


def _table(groups: Sequence[PlanGroup]) -> DataTable:
    head = (_("Vorhaben"), _("geplant"), _("tatsächlich"), _("Meilensteine"))
    rows = tuple(
        (
            row.label,
            row.planned.words if row.planned else _("ohne Termin"),
            row.actual.words if row.actual else "–",
            "; ".join(f"{step.label}: {step.words}" for step in row.steps) or "–",
        )
        for group in groups
        for row in group.rows
    )
    return DataTable(head, rows)


def _keys(groups: Sequence[PlanGroup]) -> Iterator[Key]:
    """Only what is really drawn is explained."""
    rows = [row for group in groups for row in group.rows]
    steps = [step for row in rows for step in row.steps if step.on]
    yield Key(_("geplant"), PLANNED)
    if any(row.is_idle and row.planned for row in rows):
        yield Key(_("war geplant, ruht oder endet"), IDLE)
    if any(row.actual for row in rows):
        yield Key(_("tatsächlich"), ACTUAL)
    if any(_is_rough(each) for row in rows for each in (row.planned, row.actual) if each):
        yield Key(_("ungefähr"), outline=PLANNED)
    if any(step.is_done for step in steps):
        yield Key(_("Meilenstein erreicht"), sign=DIAMOND, sign_fill=INK)
    if any(not step.is_done and not step.is_late for step in steps):
        yield Key(_("Meilenstein offen"), sign=DIAMOND)
    if any(step.is_late for step in steps):
        yield Key(_("überfällig"), sign=LATE, sign_ink=LATE_INK, sign_fill=LATE_INK)


# -- drawing -----------------------------------------------------------------------------------
def _drawn(
    width: int, groups: Sequence[PlanGroup], on: date, reach: Sequence[date] = ()
) -> Drawing:
    """``reach`` are further days that the axis has to hold."""
    if not groups:
        return empty(Sheet(width, y=2))
    page = _Page(width, groups, on, reach)
    for group in groups:
        page.draw_heading(group.title)
        for row in group.rows:
            page.draw(row)
    return page.drawing()


@dataclass
class _Page:
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
        if _is_vague(stretch.begins, stretch.begun):
            sure_left = self.axis.after(stretch.begun) if stretch.begun else right
        if _is_vague(stretch.ending, stretch.ends):
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


def _is_vague(first: date | None, last: date | None) -> bool:
    """Whether between these two days nobody knows; an open end counts as such."""
    return first is None or last is None or (last - first).days > EXACT_DAYS


def _is_rough(stretch: Stretch) -> bool:
    ends = (stretch.begins, stretch.begun), (stretch.ending, stretch.ends)
    return any(_is_vague(*each) for each in ends)
