"""The course of an indicator: what was observed, where it began, where it shall be."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.models import Indicator
from measures.queries.changed_facts import IndicatorChange
from measures.queries.indicators import IndicatorLine, ValueLine, indicator_lines
from smartregion.core.charts import Chart, Level, Point, trend

Kind = Indicator.Kind
# A comparison shows this many; all others are one link away.
MOST_COURSES = 8


def course_of(line: IndicatorLine) -> Chart:
    """The values of an indicator in the order of their days, with the line of its target."""
    return trend(
        title=_("Verlauf: %(name)s") % {"name": line.name},
        head=_("Wert"),
        points=[_point(line, one) for one in line.values],
        start=_level(line, line.baseline, line.baseline_said, line.baseline_on),
        target=_level(line, line.target, line.target_said, line.target_on),
        steps=_steps(line),
        note=_("Beispieldaten.") if line.is_example else "",
    )


def _point(line: IndicatorLine, one: ValueLine) -> Point:
    """A value from a survey says beside itself how far chance reaches."""
    told = f"{one.said} ({one.rests_on})" if one.rests_on else ""
    return Point(one.on, _height(line, one.value), one.said, float(one.margin or 0), told)


@dataclass(frozen=True)
class ShownIndicator:
    """An indicator as it stands on a page, today."""

    line: IndicatorLine
    # None where there is only one point to draw.
    course: Chart | None
    is_late: bool


def shown_indicators(lines: Iterable[IndicatorLine], *, on: date) -> list[ShownIndicator]:
    """Each with its course, and whether a value is wanted."""
    return [
        ShownIndicator(line, course_of(line) if has_course(line) else None, line.is_wanted(on))
        for line in lines
    ]


def courses_until(changes: Iterable[IndicatorChange], last: date) -> list[Chart]:
    """The courses of the first few of these indicators, as they were on that day; see MOST_COURSES."""
    keys = [int(change.after.id) for change in changes][:MOST_COURSES]
    lines = indicator_lines(Indicator.objects.filter(pk__in=keys).order_by("measure__number", "pk"))
    then = [replace(line, values=tuple(v for v in line.values if v.on <= last)) for line in lines]
    return [course_of(line) for line in then if has_course(line)]


def has_course(line: IndicatorLine) -> bool:
    """Whether a line can be drawn: from where it began, or from one value to the next."""
    return len(line.values) > 1 or bool(line.values and line.baseline_on)


def _level(line: IndicatorLine, value: Decimal | None, said: str, on: date | None) -> Level | None:
    if value is None:
        return None
    return Level(_height(line, value), said, on)


def _height(line: IndicatorLine, value: Decimal) -> float:
    """Steps are counted from one; so no and yes are the first and the second."""
    return float(value) + (1 if line.kind == Kind.YES_NO else 0)


def _steps(line: IndicatorLine) -> tuple[str, ...]:
    return (_("nein"), _("ja")) if line.kind == Kind.YES_NO else line.scale
