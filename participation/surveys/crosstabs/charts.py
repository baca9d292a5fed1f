"""Cross-tabs as charts: one bar of 100 per cent for each group."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from participation.surveys.crosstabs.tables import Crosstab, Line, Side
from participation.surveys.crosstabs.words import base_sentence, suppressed_sentence
from smartregion.core.charts import Bar, Chart, bar_chart, stacked_likert
from smartregion.core.numbers import number

# More parts have no colours of their own, more bars are a table.
MOST_PARTS, MOST_BARS, MOST_SINGLE_BARS = 8, 45, 48


def chart_of_crosstab(table: Crosstab, *, by_row: bool = False, title: str = "") -> Chart | None:
    """A bar for each column (or row), divided by the answers; None where it would be too much."""
    bars, parts = (table.rows, table.columns) if by_row else (table.columns, table.rows)
    shown = [place for place, line in enumerate(bars.lines) if _is_shown(line)]
    if not shown or (by_row and table.columns.suppressed):
        return None
    title = title or f"{parts.label} – {bars.label}"
    if parts.is_multiple:
        return _side_by_side(table, shown, title) if not by_row else None
    if len(parts.lines) > MOST_PARTS or len(shown) > MOST_BARS:
        return None
    return stacked_likert(
        title=title,
        scale=[line.label for line in parts.lines],
        rows=[(_heading(bars, place), _counts(table, place, by_row=by_row)) for place in shown],
        note=_note(table),
    )


def _is_shown(line: Line) -> bool:
    return line.people > 0 and not line.is_suppressed


def _heading(side: Side, place: int) -> str:
    line = side.lines[place]
    return _("%(group)s (n = %(n)s)") % {"group": line.label, "n": number(line.people)}


def _counts(table: Crosstab, place: int, *, by_row: bool) -> list[float]:
    cells = table.cells[place] if by_row else [line[place] for line in table.cells]
    return [cell.count or 0 for cell in cells]


def _side_by_side(table: Crosstab, shown: Sequence[int], title: str) -> Chart | None:
    """Several answers are no parts of a whole: a bar for each answer in each group."""
    bars = list(_bars(table, shown))
    if len(bars) > MOST_SINGLE_BARS:
        return None
    note = _("In Prozent der Personen jeder Gruppe. %s") % _note(table)
    return bar_chart(title=title, bars=bars, unit="%", note=note)


def _bars(table: Crosstab, shown: Sequence[int]) -> Iterator[Bar]:
    for row, cells in table.by_row:
        for place in shown:
            share = cells[place].column_share or 0
            yield Bar(f"{row.label}: {table.columns.lines[place].label}", 100 * share)


def _note(table: Crosstab) -> str:
    return f"{base_sentence(table)} {suppressed_sentence(table)}".strip()
