"""Indicators with what was wanted, what was observed, and how far they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from measures.attainment import Reach
from measures.charts.indicators import course_of, has_course
from measures.queries.indicators import IndicatorLine, reach_counts
from smartregion.core.charts import Bar, Chart, bar_chart
from smartregion.core.days import german_day
from smartregion.reports.rendering.bases import as_of
from smartregion.reports.rendering.thawing import thawed

Content = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """One indicator, with its course where there are two points to draw."""

    line: IndicatorLine
    course: Chart | None
    # A value should be there by now that is not.
    is_late: bool
    base: list[str]


def shown(content: Content) -> list[Shown]:
    """Those of objectives first, then those of measures by number."""
    lines = thawed(list[IndicatorLine], content.get("indicators") or [])
    on = date.fromisoformat(content["made_on"])
    return [Shown(line, _course(line), line.is_wanted(on), _base(line)) for line in lines]


def _course(line: IndicatorLine) -> Chart | None:
    """The narrow drawing: its table stands beside it."""
    if not has_course(line):
        return None
    course = course_of(line)
    return replace(course, wide=course.narrow)


def _base(line: IndicatorLine) -> list[str]:
    latest = line.latest
    parts = [
        _("Quelle: %(source)s") % {"source": line.source} if line.source else "",
        _("letzter Wert vom %(day)s") % {"day": german_day(latest.on.isoformat())}
        if latest
        else "",
        latest.rests_on if latest else "",
    ]
    return [part for part in parts if part]


def reaches(indicators: Sequence[Shown]) -> Chart | None:
    """How many indicators stand where; those without data are counted, too."""
    if not indicators:
        return None
    counts = reach_counts([each.line for each in indicators])
    return bar_chart(
        title=_("Wie weit die Kennzahlen sind"),
        bars=[Bar(each.label, each.count) for each in counts if each.count],
        total=len(indicators),
    )


def base(content: Content, indicators: Sequence[Shown]) -> list[str]:
    known = sum(each.line.latest is not None for each in indicators)
    words = _("n = %(n)s Kennzahlen, davon %(known)s mit Wert")
    return [words % {"n": len(indicators), "known": known}, as_of(content)]


def without_values(indicators: Sequence[Shown]) -> list[Shown]:
    return [each for each in indicators if each.line.attainment.reach == Reach.NO_DATA]
