"""What leads to what: boxes in columns with arrows between them; on a phone below each other, with arcs beside."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts.layering import Layers, forward, heights, layers_of, parts_of
from smartregion.core.charts.layout import Key, empty, legend
from smartregion.core.charts.shapes import (
    INK,
    NARROW,
    WIDE,
    Chart,
    DataTable,
    Drawing,
    Label,
    Link,
    Sheet,
    Sign,
    Trace,
)
from smartregion.core.charts.words import SIZE, wrap
from smartregion.core.ordering import in_order

SMALL = 11
STEP = SMALL * 1.2
MOST_LINES = 3
PADDING = 6
# Between two columns, two boxes of a column, two parts of the graph.
AISLE, GAP, SPACE = 35, 14, 30
WIDEST, NARROWEST = 200, 116
BEND = 8
GUTTER = 62
POINT = "M-8 -5L0 0L-8 5Z"
MARKED = palette.LIGHTS["red"]
LOOSE = "2 4"
BESIDE = "4 3"


@dataclass(frozen=True)
class Node:
    key: Hashable
    label: str
    text: str
    note: str = ""
    url: str = ""
    # Not one of those that are looked at: drawn with a broken line.
    is_beside: bool = False

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (f"{self.label} {self.text}", self.note) if part)


@dataclass(frozen=True)
class Arrow:
    """From one node to another; ``warning`` says in words why it is drawn as a broken red line."""

    start: Hashable
    end: Hashable
    is_directed: bool = True
    warning: str = ""
    note: str = ""

    @property
    def ends(self) -> tuple[Hashable, Hashable]:
        return self.start, self.end


@dataclass(frozen=True)
class Words:
    """What the arrows mean here, for the legend, the summary and the table."""

    heads: tuple[str, str, str, str]
    leads: str
    touches: str
    warns: str
    beside: str


@dataclass
class _Place:
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.y + self.height / 2, 1)

    @property
    def right(self) -> float:
        return round(self.x + self.width, 1)


def graph(*, title: str, nodes: Sequence[Node], arrows: Sequence[Arrow], words: Words) -> Chart:
    """Nodes without an arrow are left out; the arrows that have a direction never run in a circle."""
    known = {node.key: node for node in nodes}
    return Chart(
        title=title,
        summary=_summary(title, known, arrows, words),
        wide=_draw_wide(known, arrows, words),
        narrow=_draw_narrow(known, arrows, words),
        table=_table(known, arrows, words),
    )


def _summary(
    title: str, nodes: Mapping[Hashable, Node], arrows: Sequence[Arrow], words: Words
) -> str:
    facts = "; ".join(_spoken(nodes, arrow, words) for arrow in arrows) or _("keine Daten")
    kind = _("Netz")
    return f"{kind} „{title}“. {facts}."


def _spoken(nodes: Mapping[Hashable, Node], arrow: Arrow, words: Words) -> str:
    relation = words.leads if arrow.is_directed else words.touches
    said = f"{nodes[arrow.start].label} {relation} {nodes[arrow.end].label}"
    return f"{said} ({words.warns})" if arrow.warning else said


def _table(nodes: Mapping[Hashable, Node], arrows: Sequence[Arrow], words: Words) -> DataTable:
    rows = []
    for arrow in arrows:
        start, end = nodes[arrow.start], nodes[arrow.end]
        relation = words.leads if arrow.is_directed else words.touches
        remarks = " ".join(part for part in (arrow.note, arrow.warning) if part)
        rows.append(
            (f"{start.label} {start.text}", relation, f"{end.label} {end.text}", remarks or "–")
        )
    return DataTable(words.heads, tuple(rows))


def _keys(nodes: Mapping[Hashable, Node], arrows: Sequence[Arrow], words: Words) -> Iterator[Key]:
    """Only what is really drawn is explained."""
    if any(arrow.is_directed for arrow in arrows):
        yield Key(words.leads, sign="M-8 0L7 0M2 -4L7 0L2 4")
    if any(not arrow.is_directed for arrow in arrows):
        yield Key(words.touches, sign="M-8 0L-5 0M-2 0L1 0M4 0L7 0")
    if any(arrow.warning for arrow in arrows):
        yield Key(words.warns, sign="M-8 0L-3 0M1 0L6 0M2 -4L7 0L2 4", sign_ink=MARKED)
    if any(node.is_beside for node in nodes.values()):
        yield Key(words.beside, outline=INK)


# -- wide: in columns --------------------------------------------------------------------------
def _draw_wide(nodes: Mapping[Hashable, Node], arrows: Sequence[Arrow], words: Words) -> Drawing:
    sheet = Sheet(WIDE, y=2)
    if not arrows:
        return empty(sheet)
    legend(sheet, list(_keys(nodes, arrows, words)))
    parts = [layers_of(part) for part in parts_of(_forward(arrows))]
    most = max(len(part.columns) for part in parts)
    width = max(min((WIDE - AISLE * (most - 1)) / most, WIDEST), NARROWEST)
    sheet.width = max(WIDE, round(width * most + AISLE * (most - 1), 1))
    place = _Shelf(sheet, nodes, width)
    for part in parts:
        place.put(part, arrows)
    place.close()
    return sheet.drawing()


def _forward(arrows: Sequence[Arrow]) -> list[tuple[Hashable, Hashable]]:
    return forward(
        [arrow.ends for arrow in arrows if arrow.is_directed],
        [arrow.ends for arrow in arrows if not arrow.is_directed],
    )


class _Shelf:
    """Parts of the graph beside each other, as many as fit; the next row goes below."""

    def __init__(self, sheet: Sheet, nodes: Mapping[Hashable, Node], width: float) -> None:
        self.sheet, self.nodes, self.width = sheet, nodes, width
        self.x, self.lowest = 0.0, sheet.y

    def put(self, part: Layers, arrows: Sequence[Arrow]) -> None:
        count = len(part.columns)
        needed = self.width * count + AISLE * (count - 1)
        if self.x and self.x + needed > self.sheet.width:
            self.x, self.sheet.y = 0.0, self.lowest + SPACE
        places = self._places(part)
        for key, place in places.items():
            if key in self.nodes:
                _draw_node(self.sheet, self.nodes[key], place)
        for arrow in arrows:
            if way := part.ways.get(arrow.ends) or part.ways.get(arrow.ends[::-1]):
                _draw_way(self.sheet, arrow, [places[key] for key in way])
        self.x += needed + AISLE
        self.lowest = max(self.lowest, *(place.y + place.height for place in places.values()))

    def close(self) -> None:
        self.sheet.y = round(self.lowest + 4, 1)

    def _places(self, part: Layers) -> dict[Hashable, _Place]:
        """Boxes for nodes, and thin strips where an edge passes a column."""
        keys = [key for column in part.columns for key in column]
        size = {key: _height(self.nodes[key], self.width) for key in keys if key in self.nodes}
        middle = heights(part, size, bend=BEND, gap=GAP)
        return {
            key: _Place(
                x=round(self.x + index * (self.width + AISLE), 1),
                y=round(self.sheet.y + middle[key] - size.get(key, BEND) / 2, 1),
                width=self.width,
                height=size.get(key, BEND),
            )
            for index, column in enumerate(part.columns)
            for key in column
        }


def _draw_way(sheet: Sheet, arrow: Arrow, way: Sequence[_Place]) -> None:
    """A curve from the right edge of each place to the left edge of the next, straight inside of bends."""
    path = f"M{way[0].right} {way[0].middle}"
    for here, there in pairwise(way):
        half = round((here.right + there.x) / 2, 1)
        path += f"C{half} {here.middle} {half} {there.middle} {there.x} {there.middle}"
        if there is not way[-1]:
            path += f"L{there.right} {there.middle}"
    _draw_line(sheet, arrow, path, way[-1].x, way[-1].middle)


def _draw_line(sheet: Sheet, arrow: Arrow, path: str, x: float, y: float) -> None:
    ink = MARKED if arrow.warning else INK
    dashes = "6 4" if arrow.warning else "" if arrow.is_directed else LOOSE
    sheet.traces.append(Trace(path, ink, width=1.5, dashes=dashes))
    if arrow.is_directed:
        sheet.signs.append(Sign(x, y, POINT, fill=ink, stroke=ink, width=1))


# -- boxes -------------------------------------------------------------------------------------
def _lines(node: Node, width: float) -> list[str]:
    room = width - 2 * PADDING
    lines = wrap(node.text, room, SMALL)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1].rstrip("-") + " …"]
    return [*lines, *(wrap(node.note, room, SMALL)[:1] if node.note else [])]


def _height(node: Node, width: float) -> float:
    return round(2 * PADDING + SIZE * 1.2 + STEP * len(_lines(node, width)), 1)


def _draw_node(sheet: Sheet, node: Node, place: _Place) -> None:
    frame = f"M{place.x} {place.y}H{place.right}V{round(place.y + place.height, 1)}H{place.x}Z"
    dashes = BESIDE if node.is_beside else ""
    sheet.traces.append(Trace(frame, INK, width=1, dashes=dashes))
    x, y = round(place.x + PADDING, 1), place.y + PADDING + SIZE * 0.86
    sheet.labels.append(Label(x, round(y, 1), node.label, bold=True))
    y += SIZE * 0.34
    for line in _lines(node, place.width):
        y += STEP
        sheet.labels.append(Label(x, round(y - 2, 1), line, SMALL))
    if node.url:
        sheet.links.append(
            Link(place.x, place.y, round(place.width, 1), place.height, node.url, node.spoken)
        )


# -- narrow: below each other ------------------------------------------------------------------
def _draw_narrow(nodes: Mapping[Hashable, Node], arrows: Sequence[Arrow], words: Words) -> Drawing:
    """In an order in which what comes first stands above; the arrows run as arcs along the left."""
    sheet = Sheet(NARROW, y=2)
    if not arrows:
        return empty(sheet)
    legend(sheet, list(_keys(nodes, arrows, words)))
    for part in parts_of(_forward(arrows)):
        places = {}
        for key in in_order(part):
            node, width = nodes[key], NARROW - GUTTER - 1
            places[key] = _Place(GUTTER, round(sheet.y, 1), width, _height(node, width))
            _draw_node(sheet, node, places[key])
            sheet.y += places[key].height + GAP
        for arrow in arrows:
            if arrow.start in places:
                _draw_arc(sheet, arrow, places[arrow.start], places[arrow.end], len(places))
        sheet.y = round(sheet.y + SPACE - GAP, 1)
    return sheet.drawing()


def _draw_arc(sheet: Sheet, arrow: Arrow, start: _Place, end: _Place, count: int) -> None:
    """The farther, the wider; what leaves a box and what arrives there do not touch."""
    longest = max((start.height + GAP) * count, 1)
    far = min(abs(end.middle - start.middle) / longest, 1)
    bulge = round(GUTTER - 14 - (GUTTER - 18) * (0.35 + 0.65 * far), 1)
    leaves, arrives = round(start.middle + 7, 1), round(end.middle - 7, 1)
    path = f"M{start.x} {leaves}C{bulge} {leaves} {bulge} {arrives} {end.x} {arrives}"
    _draw_line(sheet, arrow, path, end.x, arrives)
