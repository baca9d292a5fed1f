"""What became of what: two columns of parts, and ribbons between them as broad as what went that way."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from smartregion.core.charts.layout import GAP, STEP, Key, empty, legend, write
from smartregion.core.charts.shapes import (
    NARROW,
    WIDE,
    Box,
    Chart,
    DataTable,
    Drawing,
    Label,
    Sheet,
    Sign,
    Trace,
)
from smartregion.core.charts.stacks import Part
from smartregion.core.charts.words import SIZE, wrap
from smartregion.core.numbers import number
from smartregion.core.palette import LIGHTS

HIGH, HEAD, SEAM = 220, 8, 10
THICK = 16
# Beside a column, for its number.
ROOM = 44
# Even one of five hundred is seen.
THINNEST = 1.5


@dataclass(frozen=True)
class Way:
    """How many went from one part to another; both are keys of the parts."""

    before: str
    after: str
    count: int


@dataclass(frozen=True)
class Span:
    """Where a part stands in its column."""

    top: float
    bottom: float


@dataclass(frozen=True)
class Flows:
    """Everything that one drawing shows; ``parts`` are in the order in which they stand below each other."""

    parts: Mapping[str, Part]
    ways: Sequence[Way]
    before: str
    after: str

    def sums(self, *, of_after: bool) -> dict[str, int]:
        """How many each part has in one of the columns; without the parts that have none."""
        counted: dict[str, int] = defaultdict(int)
        for way in self.ways:
            counted[way.after if of_after else way.before] += way.count
        return {key: counted[key] for key in self.parts if counted[key]}

    @property
    def total(self) -> int:
        return sum(way.count for way in self.ways)


def flow_chart(
    *,
    title: str,
    parts: Mapping[str, Part],
    ways: Sequence[Way],
    before: str,
    after: str,
    note: str = "",
) -> Chart:
    """From the parts of ``before`` (left) to those of ``after`` (right); the table is the matrix of both."""
    flows = Flows(parts, ways, before, after)
    return Chart(
        title=title,
        summary=_summary(title, flows, note),
        wide=_draw(WIDE, flows),
        narrow=_draw(NARROW, flows),
        table=_table(flows),
        note=note,
    )


def _summary(title: str, flows: Flows, note: str) -> str:
    said = [
        _("%(before)s zu %(after)s: %(count)s")
        % {
            "before": flows.parts[way.before].label,
            "after": flows.parts[way.after].label,
            "count": number(way.count),
        }
        for way in flows.ways
    ]
    facts = "; ".join(said) or _("keine Daten")
    whole = _("Fluss „%(title)s“ von %(before)s nach %(after)s. %(facts)s. %(note)s")
    words = {"title": title, "before": flows.before, "after": flows.after}
    return (whole % (words | {"facts": facts, "note": note})).strip()


def _table(flows: Flows) -> DataTable:
    rows, columns = flows.sums(of_after=False), flows.sums(of_after=True)
    counts = {(way.before, way.after): way.count for way in flows.ways}
    corner = f"{flows.before} → {flows.after}"
    head = (corner, *(flows.parts[key].label for key in columns), _("Summe"))
    cells = [
        (
            flows.parts[row].label,
            *(number(counts.get((row, column), 0)) for column in columns),
            number(total),
        )
        for row, total in rows.items()
    ]
    last = (_("Summe"), *map(number, columns.values()), number(flows.total))
    return DataTable(head, (*cells, last))


# -- drawing -----------------------------------------------------------------------------------
def _draw(width: int, flows: Flows) -> Drawing:
    sheet = Sheet(width, y=2)
    if not flows.total:
        return empty(sheet)
    left, right = flows.sums(of_after=False), flows.sums(of_after=True)
    legend(sheet, [_key(part) for key, part in flows.parts.items() if key in {**left, **right}])
    _write_heads(sheet, flows)
    top = round(sheet.y + HEAD, 1)
    per_one = (HIGH - SEAM * (max(len(left), len(right)) - 1)) / flows.total
    edges = (ROOM, sheet.width - ROOM - THICK)
    columns = [_column(left, top, per_one), _column(right, top, per_one)]
    _draw_ribbons(sheet, flows, columns, (edges[0] + THICK, edges[1]), per_one)
    for x, column, counts in zip(edges, columns, (left, right), strict=True):
        is_left = x == edges[0]
        for key, span in column.items():
            _draw_part(sheet, flows.parts[key], x, span)
            _write_count(sheet, counts[key], x, span, is_left=is_left)
    sheet.y = top + HIGH + 8
    return sheet.drawing()


def _key(part: Part) -> Key:
    return Key(part.label, part.fill, part.sign, part.ink, part.outline)


def _write_heads(sheet: Sheet, flows: Flows) -> None:
    """Each above its column, in as many lines as it takes."""
    room = sheet.width / 2 - GAP
    columns = wrap(flows.before, room), wrap(flows.after, room)
    write(sheet, columns[0], 0, sheet.y)
    write(sheet, columns[1], sheet.width, sheet.y, "end")
    sheet.y += STEP * max(map(len, columns))


def _column(counts: Mapping[str, int], top: float, per_one: float) -> dict[str, Span]:
    spans, y = {}, top
    for key, count in counts.items():
        spans[key] = Span(y, y + count * per_one)
        y += count * per_one + SEAM
    return spans


def _draw_ribbons(
    sheet: Sheet,
    flows: Flows,
    columns: Sequence[Mapping[str, Span]],
    edges: tuple[float, float],
    per_one: float,
) -> None:
    """In the order of both columns, so that ribbons cross no more than they must."""
    order = {key: place for place, key in enumerate(flows.parts)}
    ways = sorted(flows.ways, key=lambda way: (order[way.before], order[way.after]))
    used = [{key: span.top for key, span in column.items()} for column in columns]
    for way in ways:
        starts = used[0][way.before], used[1][way.after]
        high = way.count * per_one
        used[0][way.before] += high
        used[1][way.after] += high
        colour = flows.parts[way.after].fill
        path = _ribbon(edges, starts, max(high, THINNEST))
        fill = LIGHTS[""] if colour == "none" else colour
        sheet.traces.append(Trace(path, "none", width=0, fill=fill, fill_opacity=0.4))


def _ribbon(edges: tuple[float, float], starts: tuple[float, float], high: float) -> str:
    (x1, x2), (y1, y2) = edges, starts
    middle = round((x1 + x2) / 2, 1)
    upper = f"M{x1} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {x2} {y2:.1f}"
    lower = f"L{x2} {y2 + high:.1f}C{middle} {y2 + high:.1f} {middle} {y1 + high:.1f} {x1} {y1 + high:.1f}Z"
    return upper + lower


def _draw_part(sheet: Sheet, part: Part, x: float, span: Span) -> None:
    inset = 1 if part.outline else 0
    high = max(span.bottom - span.top - 2 * inset, THINNEST)
    top = round(span.top + inset, 1)
    sheet.boxes.append(
        Box(x + inset, top, THICK - 2 * inset, round(high, 1), part.fill, outline=part.outline)
    )
    if part.sign and high >= THICK:
        middle = round((span.top + span.bottom) / 2, 1)
        sheet.signs.append(Sign(x + THICK / 2, middle, part.sign, stroke=part.ink))


def _write_count(sheet: Sheet, count: int, x: float, span: Span, *, is_left: bool) -> None:
    """On the outer side, in the middle of its part."""
    baseline = round((span.top + span.bottom) / 2 + SIZE * 0.36, 1)
    place, anchor = (x - 8, "end") if is_left else (x + THICK + 8, "start")
    sheet.labels.append(Label(place, baseline, number(count), anchor=anchor, bold=True))
