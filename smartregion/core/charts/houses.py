"""A strategy as a house: the vision for its roof, guidelines as beams, fields of action as pillars, and its ground."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts.layout import empty
from smartregion.core.charts.shapes import (
    INK,
    NARROW,
    WIDE,
    Box,
    Chart,
    DataTable,
    Drawing,
    Label,
    Sheet,
    Trace,
)
from smartregion.core.charts.words import wrap

SEAM, PADDING = 6, 9
SMALL, TINY = 12, 11
STEP = SMALL * 1.25
ROOF, BEAM, GROUND = palette.SCALES[1][0], palette.BAR, palette.SCALES[5][2]
HEAD = 24
# Beams beside each other, and pillars that stand side by side before a second row begins.
BEAMS, PILLARS = 4, 8
EAVES = 48
# What is longer ends in dots; the table below says it in full.
MOST_LINES = 6


@dataclass(frozen=True)
class Piece:
    """One part: its number or sign, what it is, and what belongs to it, one fact a line."""

    label: str
    text: str
    notes: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        return ", ".join(self.notes)

    @property
    def spoken(self) -> str:
        named = f"{self.label} {self.text}".strip()
        return f"{named} ({self.note})" if self.note else named


@dataclass(frozen=True)
class HouseWords:
    """What the parts are called, for the summary and the table."""

    roof: str
    beam: str
    pillar: str
    ground: str


def house(
    *,
    title: str,
    roof: str,
    beams: Sequence[Piece],
    pillars: Sequence[Piece],
    ground: Sequence[str],
    words: HouseWords,
) -> Chart:
    """Parts that are not there yet are left out."""
    return Chart(
        title=title,
        summary=_summary(title, roof, beams, pillars, ground, words),
        wide=_draw(WIDE, roof, beams, pillars, ground),
        narrow=_draw(NARROW, roof, beams, pillars, ground),
        table=_table(roof, beams, pillars, ground, words),
    )


def _summary(
    title: str,
    roof: str,
    beams: Sequence[Piece],
    pillars: Sequence[Piece],
    ground: Sequence[str],
    words: HouseWords,
) -> str:
    parts = [
        (words.roof, roof),
        (words.beam, "; ".join(piece.spoken for piece in beams)),
        (words.pillar, "; ".join(piece.spoken for piece in pillars)),
        (words.ground, "; ".join(ground)),
    ]
    facts = " ".join(f"{name}: {said}." for name, said in parts if said) or _("keine Daten")
    return _("Strategiehaus „%(title)s“. %(facts)s") % {"title": title, "facts": facts}


def _table(
    roof: str,
    beams: Sequence[Piece],
    pillars: Sequence[Piece],
    ground: Sequence[str],
    words: HouseWords,
) -> DataTable:
    rows = [
        *([(words.roof, roof, "")] if roof else []),
        *((words.beam, f"{piece.label} {piece.text}".strip(), piece.note) for piece in beams),
        *((words.pillar, f"{piece.label} {piece.text}".strip(), piece.note) for piece in pillars),
        *((words.ground, text, "") for text in ground),
    ]
    return DataTable((_("Teil"), _("Inhalt"), _("dazu")), tuple(rows))


# -- drawing -----------------------------------------------------------------------------------
def _draw(
    width: int, roof: str, beams: Sequence[Piece], pillars: Sequence[Piece], ground: Sequence[str]
) -> Drawing:
    sheet = Sheet(width, y=2)
    if not (roof or beams or pillars):
        return empty(sheet)
    if roof:
        _draw_roof(sheet, roof)
    side = 2 if sheet.is_narrow else BEAMS
    for start in range(0, len(beams), side):
        _draw_beams(sheet, beams[start : start + side], side)
    for row in _rows_of_pillars(pillars, 2 if sheet.is_narrow else PILLARS):
        _draw_pillars(sheet, row)
    for text in ground:
        _draw_bar(sheet, text)
    return sheet.drawing()


def _rows_of_pillars(pillars: Sequence[Piece], most: int) -> list[Sequence[Piece]]:
    """As even as possible: ten pillars make two rows of five, not one of eight and one of two."""
    if not pillars:
        return []
    rows = -(-len(pillars) // most)
    size = -(-len(pillars) // rows)
    return [pillars[start : start + size] for start in range(0, len(pillars), size)]


def _draw_roof(sheet: Sheet, text: str) -> None:
    """A gable with its words in the broad part below the ridge."""
    lines = _fitting(text, sheet.width * 0.56, 14)
    high = EAVES + 18 * len(lines) + PADDING
    top, bottom = round(sheet.y, 1), round(sheet.y + high, 1)
    ridge, far = round(sheet.width * 0.5, 1), sheet.width
    sheet.traces.append(
        Trace(f"M{ridge} {top}L{far} {bottom}H0Z", ROOF, width=1, fill=ROOF)
        if high < sheet.width * 0.3
        else Trace(
            f"M{round(far * 0.2, 1)} {top}H{round(far * 0.8, 1)}L{far} {bottom}H0Z",
            ROOF, width=1, fill=ROOF,
        )
    )  # fmt: skip
    ink = palette.ink_on(ROOF)
    for place, line in enumerate(lines):
        y = round(top + EAVES + 14 + 18 * place, 1)
        sheet.labels.append(Label(ridge, y, line, 14, "middle", ink, bold=True))
    sheet.y = bottom + SEAM


def _draw_beams(sheet: Sheet, beams: Sequence[Piece], side: int) -> None:
    wide = (sheet.width - SEAM * (side - 1)) / side
    written = [_fitting(f"{each.label} {each.text}", wide - 2 * PADDING, SMALL) for each in beams]
    high = round(max(map(len, written)) * STEP + PADDING, 1)
    ink = palette.ink_on(BEAM)
    for place, lines in enumerate(written):
        left = place * (wide + SEAM)
        sheet.boxes.append(Box(round(left, 1), round(sheet.y, 1), round(wide, 1), high, BEAM))
        first = sheet.y + (high - STEP * len(lines)) / 2 + SMALL * 0.95
        _write(sheet, lines, left + wide / 2, first, ink)
    sheet.y = round(sheet.y + high + SEAM, 1)


def _draw_pillars(sheet: Sheet, pillars: Sequence[Piece]) -> None:
    wide = (sheet.width - SEAM * (len(pillars) - 1)) / len(pillars)
    room = wide - 6
    written = [(_fitting(each.text, room, TINY), _noted(each, room)) for each in pillars]
    longest = max(len(text) + len(note) for text, note in written)
    high = round(HEAD + STEP * longest + 3 * PADDING, 1)
    for place, (piece, (text, note)) in enumerate(zip(pillars, written, strict=True)):
        left, top = round(place * (wide + SEAM) + 0.8, 1), round(sheet.y, 1)
        right, bottom = round(left + wide - 1.6, 1), round(top + high, 1)
        sheet.boxes.append(Box(left, top, round(right - left, 1), HEAD, ROOF))
        sheet.traces.append(Trace(f"M{left} {top}H{right}V{bottom}H{left}Z", ROOF, width=1.5))
        middle = (left + right) / 2
        _write(sheet, [piece.label], middle, top + 17, palette.ink_on(ROOF), bold=True)
        _write(sheet, text, middle, top + HEAD + PADDING + SMALL, INK, size=TINY, bold=True)
        first = bottom - PADDING - STEP * (len(note) - 1)
        _write(sheet, note, middle, first, INK, size=TINY)
    sheet.y = round(sheet.y + high + SEAM, 1)


def _fitting(text: str, room: float, size: float) -> list[str]:
    lines = wrap(text, room, size)
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1].rstrip("-") + " …"]


def _noted(piece: Piece, room: float) -> list[str]:
    return [line for note in piece.notes for line in wrap(note, room, TINY)]


def _draw_bar(sheet: Sheet, text: str) -> None:
    lines = wrap(text, sheet.width - 2 * PADDING, SMALL)
    high = round(STEP * len(lines) + PADDING, 1)
    sheet.boxes.append(Box(0, round(sheet.y, 1), sheet.width, high, GROUND))
    first = sheet.y + PADDING / 2 + SMALL * 0.95
    _write(sheet, lines, sheet.width / 2, first, palette.ink_on(GROUND))
    sheet.y = round(sheet.y + high + SEAM / 2, 1)


def _write(
    sheet: Sheet,
    lines: Sequence[str],
    x: float,
    first: float,
    ink: str,
    *,
    size: float = SMALL,
    bold: bool = False,
) -> None:
    """Centred lines below each other; ``first`` is the baseline of the first one."""
    for place, line in enumerate(lines):
        y = round(first + STEP * place, 1)
        sheet.labels.append(Label(round(x, 1), y, line, size, "middle", ink, bold=bold))
