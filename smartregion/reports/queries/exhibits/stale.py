"""Exhibits whose source says something else today than on the day they were taken."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from smartregion.core.charts import DataTable
from smartregion.reports.models import Exhibit, Manuscript
from smartregion.reports.queries.exhibits.registry import Look, SourceGone, drawn
from smartregion.reports.rendering.exhibits import Shown, fingerprint, from_content, to_content

# So many changed cells tell what happened; the figure itself shows the rest.
MOST_CHANGES = 6


@dataclass(frozen=True)
class CellChange:
    """One number as it was taken and as it is now; empty where the row came or went."""

    row: str
    column: str
    before: str
    now: str


@dataclass(frozen=True)
class Stale:
    """An exhibit that is not up to date; ``now`` is None where its source is gone."""

    exhibit: Exhibit
    before: Shown
    now: Shown | None
    changes: Sequence[CellChange] = ()

    @property
    def shown_changes(self) -> Sequence[CellChange]:
        return self.changes[:MOST_CHANGES]

    @property
    def more_changes(self) -> int:
        return max(0, len(self.changes) - MOST_CHANGES)

    @property
    def bases(self) -> list[tuple[str, str]]:
        """What it rests on, before and now, where that differs: n, day, filter."""
        if self.now is None:
            return []
        size = max(len(self.before.base), len(self.now.base))
        pairs = zip(_filled(self.before.base, size), _filled(self.now.base, size), strict=True)
        return [(before, now) for before, now in pairs if before != now]


def _filled(lines: Sequence[str], size: int) -> list[str]:
    return [*lines, *[""] * (size - len(lines))]


def stale_exhibits(manuscript: Manuscript, *, at: datetime) -> list[Stale]:
    """In the order of the report; only of chapters that are in it."""
    exhibits = Exhibit.objects.filter(
        chapter__manuscript=manuscript, chapter__is_included=True
    ).select_related("chapter")
    return stale_among(exhibits.order_by("chapter__position", "position", "pk"), at=at)


def stale_among(exhibits: Iterable[Exhibit], *, at: datetime) -> list[Stale]:
    """Those of the exhibits that are not up to date; each source is read once."""
    look = Look(at)
    return [found for each in exhibits if (found := _compared(each, look))]


def _compared(exhibit: Exhibit, look: Look) -> Stale | None:
    before = from_content(exhibit.content)
    try:
        # Drawn with the day of then: only the numbers make it stale, not the calendar.
        same_day = drawn(exhibit.source, look.back_to(exhibit.taken_at))
        if fingerprint(plain(same_day)) == exhibit.sha256:
            return None
        now = drawn(exhibit.source, look)
    except SourceGone:
        return Stale(exhibit, before, None)
    return Stale(exhibit, before, now, list(_changes(before.table, now.table)))


def plain(shown: Shown) -> Mapping[str, Any]:
    """What is kept of a drawn source."""
    return to_content(shown)


def _changes(before: DataTable, now: DataTable) -> Iterator[CellChange]:
    old, new = _cells(before), _cells(now)
    for key in {**old, **new}:
        was, is_ = old.get(key, ""), new.get(key, "")
        if was != is_:
            yield CellChange(key[0], key[1], was, is_)


def _cells(table: DataTable) -> dict[tuple[str, str], str]:
    return {
        (row[0], column): cell
        for row in table.rows
        for column, cell in zip(table.head[1:], row[1:], strict=False)
    }
