"""A time axis in quarters: from days to places on a sheet, and its head with years and quarters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from smartregion.core.charts.shapes import Label, Line, Sheet
from smartregion.core.charts.words import SIZE, text_width

TINY = 10
# Below this width a quarter has neither a line nor a number of its own.
NARROWEST = 13
HEAD = SIZE + 4


@dataclass(frozen=True)
class DayAxis:
    """From days to places on the sheet."""

    left: float
    right: float
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day begins; days beyond the ends stand at the end."""
        passed = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(self.left + (self.right - self.left) * min(max(passed, 0), 1), 1)


class Quarters(DayAxis):
    """Begins and ends with whole quarters."""

    def after(self, day: date) -> float:
        """Where a day is over."""
        return self.at(day + timedelta(days=1))

    def __iter__(self) -> Iterator[date]:
        """The first day of each quarter."""
        day = self.first
        while day < self.last:
            yield day
            day = _next(day)

    @property
    def shows_quarters(self) -> bool:
        return (self.right - self.left) / max(len(list(self)), 1) >= NARROWEST


def quarters(first: date, last: date, *, left: float, right: float) -> Quarters:
    """An axis that holds both days."""
    return Quarters(left, right, _quarter(first), _next(_quarter(last)))


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _next(quarter: date) -> date:
    return date(quarter.year + (quarter.month + 2) // 12, (quarter.month + 2) % 12 + 1, 1)


def draw_head(sheet: Sheet, axis: Quarters) -> None:
    """The years, and below them the numbers of the quarters where there is room."""
    years = [day for day in axis if day.month == 1 or day == axis.first]
    for index, day in enumerate(years):
        end = years[index + 1] if index + 1 < len(years) else axis.last
        if axis.at(end) - axis.at(day) >= text_width("2026"):
            x = round(axis.at(day) + 3, 1)
            sheet.labels.append(Label(x, round(sheet.y + SIZE, 1), str(day.year)))
    sheet.y = round(sheet.y + HEAD, 1)
    if axis.shows_quarters:
        for day in axis:
            middle = round((axis.at(day) + axis.at(_next(day))) / 2, 1)
            text = str((day.month + 2) // 3)
            sheet.labels.append(Label(middle, round(sheet.y + TINY, 1), text, TINY, "middle"))
        sheet.y = round(sheet.y + TINY + 6, 1)


def draw_grid(sheet: Sheet, axis: Quarters, top: float) -> None:
    """A line at each year, a fainter one at each quarter; from the head to where the sheet ends."""
    for day in [*axis, axis.last]:
        is_year = day.month == 1
        if is_year or axis.shows_quarters:
            opacity = 0.4 if is_year else 0.14
            x = axis.at(day)
            sheet.lines.append(Line(x, round(top, 1), x, round(sheet.y, 1), opacity=opacity))


def draw_day(sheet: Sheet, axis: Quarters, day: date, top: float, words: str) -> None:
    """A broken line for one day, with its words above; nothing where the axis does not reach it."""
    if not axis.first <= day < axis.last:
        return
    x = axis.at(day)
    anchor = "end" if x + text_width(words, SIZE) > sheet.width else "start"
    sheet.labels.append(Label(x, round(top + SIZE * 0.9, 1), words, anchor=anchor, bold=True))
    sheet.lines.append(Line(x, round(top + SIZE + 3, 1), x, round(sheet.y, 1), dashes="4 3"))
