"""Many undertakings on one time axis: planned and actual, their milestones, and what is only roughly known.

On a page it is one drawing; on paper it goes on over as many sheets as it needs, each with its head.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core.charts.layout import empty
from smartregion.core.charts.plan_pages import HEADING, Page
from smartregion.core.charts.plan_rows import PlanGroup, PlanRow
from smartregion.core.charts.shapes import NARROW, WIDE, Chart, DataTable, Drawing, Sheet


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
    pages = [Page(width, filled, on)]
    for group in filled:
        for index, row in enumerate(group.rows):
            heading = _heading(group, is_going_on=bool(index))
            needed = pages[-1].height_of(row) + (0 if index else HEADING)
            if pages[-1].rows and pages[-1].sheet.y + needed > height:
                pages.append(Page(width, filled, on))
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
    ruler = Page(WIDE, groups, on)
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


def _drawn(
    width: int, groups: Sequence[PlanGroup], on: date, reach: Sequence[date] = ()
) -> Drawing:
    """``reach`` are further days that the axis has to hold."""
    if not groups:
        return empty(Sheet(width, y=2))
    page = Page(width, groups, on, reach)
    for group in groups:
        page.draw_heading(group.title)
        for row in group.rows:
            page.draw(row)
    return page.drawing()


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
