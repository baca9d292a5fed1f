"""Rows divided into parts of which nobody may see some: their sum is one part without a colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from smartregion.core import palette
from smartregion.core.charts.shapes import INK, NARROW, WIDE, Chart, DataTable
from smartregion.core.charts.stacks import Part, draw_rows, percent_label
from smartregion.core.charts.words import protected_word
from smartregion.core.numbers import number, share


@dataclass(frozen=True)
class GapRow:
    """Parts of a row, None where nobody may see it; ``base`` is their sum, None if that is hidden, too."""

    label: str
    counts: tuple[float | None, ...]
    base: float | None

    @property
    def drawn(self) -> list[float]:
        """What is seen, and as the last part what is left; without a base there is nothing to draw."""
        if not self.base:
            return [0.0] * (len(self.counts) + 1)
        seen = [count or 0 for count in self.counts]
        return [*seen, self.base - sum(seen)]


def stacked_with_gaps(
    *, title: str, scale: Sequence[str], rows: Sequence[GapRow], note: str = ""
) -> Chart:
    """One bar of 100 per cent for each row, as ``stacked_likert``, with gaps."""
    colours = palette.scale(len(scale))
    parts = [
        Part(step, colour, palette.ink_on(colour))
        for step, colour in zip(scale, colours, strict=True)
    ]
    drawn = [(row.label, row.drawn) for row in rows]
    if any(None in row.counts for row in rows):
        parts.append(Part(protected_word(), "none", INK, outline=palette.LIGHTS[""]))
    else:
        drawn = [(label, values[:-1]) for label, values in drawn]
    return Chart(
        title=title,
        summary=_summary(title, scale, rows, note),
        wide=draw_rows(WIDE, parts, drawn, percent_label),
        narrow=draw_rows(NARROW, parts, drawn, percent_label),
        table=_table(scale, rows),
        note=note,
    )


def _summary(title: str, scale: Sequence[str], rows: Sequence[GapRow], note: str) -> str:
    facts = "; ".join(f"{row.label} – {_spoken(scale, row)}" for row in rows)
    kind = _("Gestapelte Balken")
    return f"{kind} „{title}“. {facts}. {note}".strip()


def _spoken(scale: Sequence[str], row: GapRow) -> str:
    said = [
        f"{step}: {_cell(count, row.base)}"
        for step, count in zip(scale, row.counts, strict=True)
        if count != 0
    ]
    return ", ".join(said) or _("keine Angaben")


def _table(scale: Sequence[str], rows: Sequence[GapRow]) -> DataTable:
    head = (_("Angabe"), *scale, _("Summe"))
    return DataTable(
        head,
        tuple(
            (row.label, *(_cell(count, row.base) for count in row.counts), _cell(row.base, None))
            for row in rows
        ),
    )


def _cell(count: float | None, base: float | None) -> str:
    if count is None:
        return protected_word()
    return f"{number(count)} ({share(count, base, 0)})" if base else number(count)
