"""How many responses came on which day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np

from participation.surveys.blocks.table import ResponseTable

# More days than this are counted by week, so that a column can still be seen on a phone.
MOST_DAYS = 62
WEEK = 7


def arrivals(table: ResponseTable, mask: Any) -> list[tuple[date, int]]:
    """Responses under the mask for each day (or week, by its Monday) from the first to the last."""
    days = table.day.values[mask]
    if not days.size:
        return []
    first, last = int(days.min()), int(days.max())
    per_day = np.bincount(days - first, minlength=last - first + 1).tolist()
    counted = [(date.fromordinal(first + place), n) for place, n in enumerate(per_day)]
    return counted if len(counted) <= MOST_DAYS else list(_by_week(counted))


def _by_week(counted: list[tuple[date, int]]) -> Iterator[tuple[date, int]]:
    weeks: dict[date, int] = {}
    for day, n in counted:
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + n
    yield from weeks.items()
