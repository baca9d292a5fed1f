"""A cross-tab as the page shows it: every cell in words, shaded, and marked where it stands out."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.surveys.crosstabs.tables import Cell, Crosstab, Line
from participation.surveys.statistics.differences import Difference
from smartregion.core.numbers import number, per_cent, signed

# Steps of shading; the number stands in every cell, so the shade only helps to find patterns.
SHADES = 5
MORE, LESS = "more", "less"


@dataclass(frozen=True)
class GridCell:
    """What stands in a cell: the share (or the count) first, then what it rests on."""

    text: str
    beside: str
    # 0 (white) to ``SHADES``.
    shade: int = 0
    # "more" or "less" than in all other columns together, and that in words.
    mark: str = ""
    told: str = ""


@dataclass(frozen=True)
class GridRow:
    """A line of the table with what stands in its cells."""

    line: Line
    cells: tuple[GridCell, ...]


def grid_of(table: Crosstab, show: str) -> list[GridRow]:
    """``show`` is "column", "row" or "count"."""
    return [GridRow(row, tuple(_cells(cells, show))) for row, cells in table.by_row]


def _cells(cells: tuple[Cell, ...], show: str) -> Iterator[GridCell]:
    for cell in cells:
        if cell.is_suppressed or cell.count is None:
            yield GridCell("–", _("zu wenige"))
            continue
        count = number(cell.count)
        share = cell.row_share if show == "row" else cell.column_share
        said = "–" if share is None else per_cent(100 * share, 1)
        first, second = (count, said) if show == "count" else (said, count)
        yield GridCell(first, second, _shade(share), *_mark(cell.against_rest))


def _shade(share: float | None) -> int:
    return 0 if share is None else min(SHADES, round(share * 100 / 16))


def _mark(found: Difference | None) -> tuple[str, str]:
    if found is None or not found.is_clear:
        return "", ""
    return (MORE if found.value > 0 else LESS), points_words(found)


def points_words(found: Difference) -> str:
    """A difference as people say it: "+12,5 Punkte (6,1 bis 18,7)"."""
    return _("%(points)s Prozentpunkte gegenüber den übrigen (95 %%: %(low)s bis %(high)s)") % {
        "points": signed(100 * found.value),
        "low": signed(100 * found.low),
        "high": signed(100 * found.high),
    }
