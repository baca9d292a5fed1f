"""What a drawing is made of: few shapes with coordinates, nothing left to decide in the template."""

from dataclasses import dataclass, field

# The colour of the text around the drawing, so that it also works in the dark.
INK = "currentColor"
WIDE = 720
NARROW = 320


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: str
    outline: str = ""


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    opacity: float = 1
    dashes: str = ""


@dataclass(frozen=True)
class Label:
    """One line of text; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    size: float = 14
    anchor: str = "start"
    fill: str = INK
    bold: bool = False
    # Degrees around its own place: headings of narrow columns stand upright.
    turn: float = 0


@dataclass(frozen=True)
class Sign:
    """A small symbol as path, drawn around its own middle and moved to (x, y)."""

    x: float
    y: float
    path: str
    fill: str = "none"
    stroke: str = INK
    width: float = 1.5


@dataclass(frozen=True)
class Trace:
    """A line along many points, told apart from others by its dashes, too."""

    path: str
    stroke: str
    width: float = 2
    dashes: str = ""
    fill: str = "none"
    fill_opacity: float = 1


@dataclass(frozen=True)
class Link:
    """A place on the drawing that leads somewhere; on paper it leads nowhere."""

    x: float
    y: float
    width: float
    height: float
    url: str
    text: str


@dataclass(frozen=True)
class Drawing:
    """What a renderer paints, in the order of its fields."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    traces: tuple[Trace, ...] = ()
    signs: tuple[Sign, ...] = ()
    labels: tuple[Label, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class DataTable:
    """The same numbers as rows; the first cell of each row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A figure in words, as a table and drawn for wide and narrow pages."""

    title: str
    summary: str
    wide: Drawing
    narrow: Drawing
    table: DataTable
    note: str = ""


@dataclass
class Sheet:
    """Collects the shapes of one drawing from top to bottom."""

    width: float
    y: float = 0
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def is_narrow(self) -> bool:
        return self.width <= NARROW

    def drawing(self) -> Drawing:
        return Drawing(
            width=self.width,
            height=round(self.y, 1),
            boxes=tuple(self.boxes),
            lines=tuple(self.lines),
            traces=tuple(self.traces),
            signs=tuple(self.signs),
            labels=tuple(self.labels),
            links=tuple(self.links),
        )
