"""Upright columns divided into parts, beside an axis: what a year costs and who pays it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts.layout import GAP, Key, empty, legend
from smartregion.core.charts.shapes import (
    INK,
    NARROW,
    WIDE,
    Box,
    Chart,
    DataTable,
    Drawing,
    Label,
    Line,
    Sheet,
    Sign,
)
from smartregion.core.charts.stacks import Part
from smartregion.core.charts.words import SIZE, text_width

HIGH, HEAD, FOOT = 190, 26, 24
# Part of its place that a column fills, and how wide it gets at most.
FILLED, WIDEST = 0.64, 64
SEAM = 1.5
DIAMOND = "M0 -5L5 0L0 5L-5 0Z"
STEPS = (1, 2, 5, 10)
# As many lines behind the columns as there may be, besides the ground.
MOST_LINES = 5

Say = Callable[[Decimal], str]


@dataclass(frozen=True)
class Pile:
    """One column: the amounts of its parts from the ground up, and what it came to in the end."""

    label: str
    amounts: tuple[Decimal, ...]
    mark: Decimal | None = None

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, Decimal(0))

    @property
    def top(self) -> Decimal:
        return max(self.total, self.mark or Decimal(0))


@dataclass(frozen=True)
class PileWords:
    """How the chart speaks: amounts in full and in short, the head of the table, the sum, the mark."""

    say: Say
    short: Say
    head: str
    total: str
    mark: str


def pile_chart(
    *, title: str, parts: Sequence[Part], piles: Sequence[Pile], words: PileWords, note: str = ""
) -> Chart:
    """Columns in the order of time; a diamond marks what each came to in the end."""
    table = _table(parts, piles, words)

    def drawn(width: int) -> Drawing:
        return _draw(width, parts, piles, words)

    return Chart(
        title=title,
        summary=_summary(title, table, note),
        wide=drawn(WIDE),
        narrow=drawn(NARROW),
        table=table,
        note=note,
    )


def steps_up_to(highest: float) -> list[float]:
    """Round values from nothing to above the highest one, at equal distances."""
    if highest <= 0:
        return [0, 1]
    rough = highest / MOST_LINES
    magnitude = 10.0 ** floor(log10(rough))
    step = next(each * magnitude for each in STEPS if each * magnitude >= rough * (1 - 1e-9))
    return [step * index for index in range(ceil(highest / step - 1e-9) + 1)]


def _table(parts: Sequence[Part], piles: Sequence[Pile], words: PileWords) -> DataTable:
    head = (words.head, *(part.label for part in parts), words.total, words.mark)
    rows = (
        (
            pile.label,
            *map(words.say, pile.amounts),
            words.say(pile.total),
            "–" if pile.mark is None else words.say(pile.mark),
        )
        for pile in piles
    )
    return DataTable(head, tuple(rows))


def _summary(title: str, table: DataTable, note: str) -> str:
    facts = "; ".join(
        f"{label}: "
        + ", ".join(f"{name} {cell}" for name, cell in zip(table.head[1:], cells, strict=True))
        for label, *cells in table.rows
    )
    whole = _("Gestapelte Säulen „%(title)s“. %(facts)s. %(note)s")
    return (whole % {"title": title, "facts": facts or _("keine Daten"), "note": note}).strip()


def _draw(width: int, parts: Sequence[Part], piles: Sequence[Pile], words: PileWords) -> Drawing:
    sheet = Sheet(width, y=2)
    if not piles:
        return empty(sheet)
    legend(sheet, _keys(parts, piles, words))
    lines = steps_up_to(float(max(pile.top for pile in piles)))
    frame = _Frame(sheet, lines, words)
    for index, pile in enumerate(piles):
        frame.draw_pile(index, len(piles), pile, parts)
    sheet.y = frame.ground + FOOT
    return sheet.drawing()


def _keys(parts: Sequence[Part], piles: Sequence[Pile], words: PileWords) -> list[Key]:
    keys = [Key(each.label, each.fill, each.sign, each.ink, each.outline) for each in parts]
    if any(pile.mark is not None for pile in piles):
        keys.append(Key(words.mark, sign=DIAMOND))
    return keys


class _Frame:
    """Ground, axis and lines of one drawing; knows where an amount lies."""

    def __init__(self, sheet: Sheet, lines: Sequence[float], words: PileWords) -> None:
        self.sheet, self.words, self.highest = sheet, words, lines[-1]
        self.top = round(sheet.y + HEAD, 1)
        self.ground = self.top + HIGH
        labels = [words.short(Decimal(str(line))) for line in lines]
        self.left = round(max(map(text_width, labels)) + GAP, 1)
        for line, label in zip(lines, labels, strict=True):
            y = self.height_of(line)
            # A flat box: lines are painted over the columns.
            wide = round(sheet.width - self.left, 1)
            sheet.boxes.append(Box(self.left, y, wide, 0.6, palette.PAPER_GRID))
            baseline = round(y + SIZE * 0.36, 1)
            sheet.labels.append(Label(self.left - 6, baseline, label, anchor="end"))
        sheet.lines.append(Line(self.left, self.ground, sheet.width, self.ground, opacity=0.6))

    def height_of(self, amount: float) -> float:
        return round(self.ground - HIGH * amount / self.highest, 1)

    def draw_pile(self, index: int, count: int, pile: Pile, parts: Sequence[Part]) -> None:
        place = (self.sheet.width - self.left) / count
        thick = round(min(place * FILLED, WIDEST), 1)
        middle = round(self.left + place * (index + 0.5), 1)
        below = 0.0
        for part, amount in zip(parts, pile.amounts, strict=True):
            if amount:
                above = below + float(amount)
                self._draw_part(part, middle, thick, self.height_of(above), self.height_of(below))
                below = above
        self._mark(pile, middle, thick)
        self._write(pile, middle, place, index)

    def _draw_part(
        self, part: Part, middle: float, thick: float, top: float, bottom: float
    ) -> None:
        inset = 1 if part.outline else 0
        high = round(max(bottom - top - SEAM - 2 * inset, 0.5), 1)
        self.sheet.boxes.append(
            Box(
                round(middle - thick / 2 + inset, 1),
                round(top + SEAM / 2 + inset, 1),
                round(thick - 2 * inset, 1),
                high,
                part.fill,
                outline=part.outline,
            )
        )
        if part.sign and high >= 14:
            half = round((top + bottom) / 2, 1)
            self.sheet.signs.append(Sign(middle, half, part.sign, stroke=part.ink))

    def _mark(self, pile: Pile, middle: float, thick: float) -> None:
        if pile.mark is None:
            return
        y, half = self.height_of(float(pile.mark)), thick / 2 + 4
        right = round(middle + half, 1)
        self.sheet.lines.append(Line(round(middle - half, 1), y, right, y))
        self.sheet.signs.append(Sign(right, y, DIAMOND, fill=INK))

    def _write(self, pile: Pile, middle: float, place: float, index: int) -> None:
        """The sum above, where it fits; the name below, of narrow columns that of every second one."""
        total = self.words.short(pile.total)
        if pile.total and text_width(total) <= place - 4:
            y = round(self.height_of(float(pile.top)) - 8, 1)
            self.sheet.labels.append(Label(middle, y, total, anchor="middle", bold=True))
        if text_width(pile.label) <= place - 2 or index % 2 == 0:
            y = self.ground + 18
            self.sheet.labels.append(Label(middle, y, pile.label, anchor="middle"))
