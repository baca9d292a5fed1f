"""Rows divided into parts: answers on a scale, and traffic lights."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts.layout import (
    GAP,
    Key,
    empty,
    label_column,
    legend,
    row_end,
    row_heading,
)
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
    Sign,
)
from smartregion.core.charts.words import SIZE, text_width
from smartregion.core.numbers import number, share

SEAM = 2
THICKNESS = 28
# Signs of the traffic light, each 10 units wide: tick, warning triangle, cross, pause, question.
SIGNS = {
    "green": "M-5 0L-1.5 3.5L5 -3.5",
    "yellow": "M0 -5L5.5 4.5L-5.5 4.5ZM0 -1.5L0 1.5M0 2.8L0 3.4",
    "red": "M-4 -4L4 4M-4 4L4 -4",
    "grey": "M-2.5 -4L-2.5 4M2.5 -4L2.5 4",
    "": "M-4 0L4 0",
}

Rows = Sequence[tuple[str, Sequence[float]]]
LabelOf = Callable[[float, float], str]


@dataclass(frozen=True)
class Part:
    """One step of the scale: how it is called and how it looks."""

    label: str
    fill: str
    ink: str
    sign: str = ""
    outline: str = ""


def stacked_likert(*, title: str, scale: Sequence[str], rows: Rows, note: str = "") -> Chart:
    """One bar of 100 per cent for each row of a matrix, divided by the steps of the scale."""
    colours = palette.scale(len(scale))
    parts = [
        Part(step, colour, palette.ink_on(colour))
        for step, colour in zip(scale, colours, strict=True)
    ]
    kind = _("Gestapelte Balken")
    return _chart(kind, title, parts, rows, note, percent_label)


def light_distribution(
    *,
    title: str,
    rows: Sequence[tuple[str, Mapping[str, int]]],
    words: Mapping[str, str] | None = None,
    note: str = "",
) -> Chart:
    """How many measures stand on which light; what was not reported is a part of its own.

    Counts are by light: green, yellow, red, grey, and "" for not reported.
    """
    parts = list(light_parts(words).values())
    counts = [(label, [by_light.get(light, 0) for light in SIGNS]) for label, by_light in rows]
    return _chart(_("Ampelverteilung"), title, parts, counts, note, _count_label)


def level_distribution(
    *,
    title: str,
    levels: Sequence[str],
    rows: Rows,
    missing: str = "",
    note: str = "",
    best_first: bool = False,
) -> Chart:
    """How many stand on which level of a ladder, as counts.

    Each row has one number per level and, where ``missing`` names it, a last one for what was not
    reported. Levels go up; where the best one is named first, the colours go the other way.
    """
    colours = palette.scale(len(levels))[:: -1 if best_first else 1]
    parts = [
        Part(level, colour, palette.ink_on(colour))
        for level, colour in zip(levels, colours, strict=True)
    ]
    if missing:
        parts.append(Part(missing, "none", INK, SIGNS[""], outline=palette.LIGHTS[""]))
    return _chart(_("Verteilung"), title, parts, rows, note, _count_label)


def light_parts(words: Mapping[str, str] | None = None) -> dict[str, Part]:
    """How each light looks, by its name; "" is what was not reported."""
    called = light_words() | dict(words or {})
    return {light: _light_part(light, called[light]) for light in SIGNS}


def light_words() -> dict[str, str]:
    return {
        "green": _("im Plan"),
        "yellow": _("mit Abweichungen"),
        "red": _("gefährdet"),
        "grey": _("ruht"),
        "": _("nicht gemeldet"),
    }


def _light_part(light: str, word: str) -> Part:
    if not light:
        # Not reported is a gap in the knowledge, so it is drawn as a frame without filling.
        return Part(word, "none", INK, SIGNS[light], outline=palette.LIGHTS[light])
    return Part(word, palette.LIGHTS[light], palette.WHITE, SIGNS[light])


def percent_label(count: float, total: float) -> str:
    """What stands in a part."""
    return share(count, total, 0)


def _count_label(count: float, _total: float) -> str:
    return number(count)


def _chart(
    kind: str, title: str, parts: Sequence[Part], rows: Rows, note: str, label_of: LabelOf
) -> Chart:
    return Chart(
        title=title,
        summary=_summary(kind, title, parts, rows, note),
        wide=draw_rows(WIDE, parts, rows, label_of),
        narrow=draw_rows(NARROW, parts, rows, label_of),
        table=_table(parts, rows),
        note=note,
    )


def _summary(
    kind: str,
    title: str,
    parts: Sequence[Part],
    rows: Rows,
    note: str,
) -> str:
    facts = "; ".join(f"{label} – {_spoken(parts, counts)}" for label, counts in rows)
    facts = facts or _("keine Daten")
    return f"{kind} „{title}“. {facts}. {note}".strip()


def _spoken(parts: Sequence[Part], counts: Sequence[float]) -> str:
    total = sum(counts)
    said = [
        f"{part.label}: {number(count)} ({share(count, total, 0)})"
        for part, count in zip(parts, counts, strict=True)
        if count
    ]
    return ", ".join(said) or _("keine Angaben")


def _table(parts: Sequence[Part], rows: Rows) -> DataTable:
    head = (_("Angabe"), *(part.label for part in parts), _("Summe"))
    return DataTable(head, tuple(_table_row(label, counts) for label, counts in rows))


def _table_row(label: str, counts: Sequence[float]) -> tuple[str, ...]:
    total = sum(counts)
    cells = (f"{number(count)} ({share(count, total, 0)})" if total else "0" for count in counts)
    return (label, *cells, number(total))


def draw_rows(width: int, parts: Sequence[Part], rows: Rows, label_of: LabelOf) -> Drawing:
    """All rows below each other, under the legend."""
    sheet = Sheet(width, y=2)
    if not rows:
        return empty(sheet)
    legend(sheet, [_key(part) for part in parts])
    column = label_column(sheet, [label for label, _counts in rows])
    for label, counts in rows:
        top = row_heading(sheet, label, column, THICKNESS)
        _draw_parts(sheet, parts, counts, column, top, label_of)
        sheet.y = round(row_end(sheet, label, column, top, THICKNESS) + GAP, 1)
    return sheet.drawing()


def _key(part: Part) -> Key:
    return Key(part.label, part.fill, part.sign, part.ink, part.outline)


def _draw_parts(
    sheet: Sheet,
    parts: Sequence[Part],
    counts: Sequence[float],
    column: float,
    top: float,
    label_of: LabelOf,
) -> None:
    total = sum(counts)
    if not total:
        baseline = top + THICKNESS / 2 + SIZE * 0.36
        sheet.labels.append(Label(column, round(baseline, 1), _("keine Angaben")))
        return
    shown = [(part, count) for part, count in zip(parts, counts, strict=True) if count]
    room = sheet.width - column - SEAM * (len(shown) - 1)
    x = column
    for part, count in shown:
        width = room * count / total
        _draw_part(sheet, part, x, top, width, label_of(count, total))
        x += width + SEAM


def _draw_part(sheet: Sheet, part: Part, x: float, top: float, width: float, text: str) -> None:
    inset = 1 if part.outline else 0
    sheet.boxes.append(
        Box(
            round(x + inset, 1),
            round(top + inset, 1),
            round(max(width - 2 * inset, 0.5), 1),
            THICKNESS - 2 * inset,
            part.fill,
            outline=part.outline,
        )
    )
    middle, height = x + width / 2, top + THICKNESS / 2
    needs = text_width(text) + (18 if part.sign else 0)
    if width >= needs + 4:
        shift = 9 if part.sign else 0
        sheet.labels.append(
            Label(
                round(middle + shift, 1),
                round(height + SIZE * 0.36, 1),
                text,
                anchor="middle",
                fill=part.ink,
                bold=True,
            )
        )
        if part.sign:
            left = middle + shift - text_width(text) / 2 - 11
            sheet.signs.append(Sign(round(left, 1), round(height, 1), part.sign, stroke=part.ink))
    elif part.sign and width >= 14:
        sheet.signs.append(Sign(round(middle, 1), round(height, 1), part.sign, stroke=part.ink))
