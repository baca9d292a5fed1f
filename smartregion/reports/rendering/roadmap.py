"""When measures are planned, and which milestones come next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from measures.charts.timeline import timeline_figures
from measures.models import Measure
from measures.periods import Period
from measures.queries.timeline import TimelineField
from measures.timeliness import months_after
from smartregion.core.charts import Chart, Mark, Span, schedule
from smartregion.core.days import day_of
from smartregion.reports.rendering.bases import of_measures
from smartregion.reports.rendering.thawing import thawed

Content = dict[str, Any]
# What stands under the heading of a chapter on one page, in the units of a drawing as wide as the text.
HIGHEST = 760
MONTHS = 12
# Of these nobody expects milestones any more.
ENDED = ("completed", "deferred", "rejected", "cancelled", "merged")


@dataclass(frozen=True)
class Due:
    """A milestone that is neither reached nor given up."""

    due_on: str
    title: str
    card: Content


def figures(content: Content) -> list[Chart]:
    """The time schedule on one axis, divided where it is longer than a page."""
    fields = thawed(list[TimelineField], content.get("timeline") or [])
    on = date.fromisoformat(content["made_on"])
    return timeline_figures(fields, on=on, height=HIGHEST) if fields else []


def base(content: Content) -> list[str]:
    fields = content.get("timeline") or ()
    return of_measures(content, sum(len(field["rows"]) for field in fields))


def next_milestones(content: Content) -> list[Due]:
    """Those of the coming twelve months, the soonest first."""
    first = content["made_on"]
    last = months_after(date.fromisoformat(first), MONTHS).isoformat()
    return [each for each in _open(content) if first <= each.due_on <= last]


def late_milestones(content: Content) -> list[Due]:
    """Those whose day has passed."""
    return [each for each in _open(content) if each.due_on < content["made_on"]]


def schedule_of(measure: Content, on: str) -> Chart:
    """One measure alone: its plan with its milestones, and below it when it really runs."""
    card = measure["card"]
    marks = tuple(
        Mark(step["title"], date.fromisoformat(step["due_on"]), bool(step["done_on"]))
        for step in measure["milestones"]
        if not step.get("waived_reason")
    )
    spans = [Span(_("geplant"), day_of(card["starts_on"]), day_of(card["ends_on"]), marks)]
    if measure["started_on"]:
        # What goes on is drawn until the day of the data.
        spans.append(
            Span(_("tatsächlich"), day_of(measure["started_on"]), day_of(measure["ended_on"] or on))
        )
    return schedule(title=_("Zeitplan %(number)s") % card, spans=spans, on=day_of(on))


def planned_of(measure: Content) -> Period:
    """When a frozen profile is planned; those of earlier days were all meant to the day."""
    card = measure["card"]
    precision = measure.get("planned_precision", Measure.Precision.DAY)
    return Period(day_of(card["starts_on"]), day_of(card["ends_on"]), precision)


def _open(content: Content) -> list[Due]:
    found = [
        Due(step["due_on"], step["title"], measure["card"])
        for measure in content["measures"]
        if measure["card"]["state"] not in ENDED
        for step in measure["milestones"]
        if not step["done_on"] and not step.get("waived_reason")
    ]
    return sorted(found, key=lambda each: (each.due_on, each.card["number"]))
