"""What has happened to measures that everybody may read: new states, milestones, reports of closed cycles."""

from dataclasses import dataclass
from datetime import date, datetime, time
from heapq import nlargest
from itertools import chain
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import (
    Assessment,
    Correction,
    Cycle,
    Measure,
    MeasureQuerySet,
    MeasureStateChange,
    Milestone,
)
from measures.queries.corrections import as_corrected

# As many as a reader wants to see who subscribes today.
LATEST = 50


@dataclass(frozen=True)
class NewsItem:
    """One thing that happened; ``key`` names it for ever, wherever the measure stands by then."""

    key: UUID
    at: datetime
    measure: Measure
    what: str
    text: str


def news_of(measures: MeasureQuerySet, *, at: datetime) -> list[NewsItem]:
    """The latest news, the newest first; as many queries for one measure as for all."""
    today = timezone.localdate(at)
    every = chain(
        _moves(measures),
        _milestones(measures, on=today),
        _reports(measures),
        _corrections(measures),
    )
    return nlargest(LATEST, every, key=lambda item: (item.at, item.key))


def _moves(measures: MeasureQuerySet) -> list[NewsItem]:
    steps = MeasureStateChange.objects.filter(measure__in=measures).select_related("measure")
    return [
        NewsItem(
            uuid5(step.measure_id, f"state:{step.pk}"),
            step.at,
            step.measure,
            _("jetzt %(state)s") % {"state": step.get_new_state_display()},
            step.reason,
        )
        for step in steps.order_by("-at", "-pk")[:LATEST]
    ]


def _milestones(measures: MeasureQuerySet, *, on: date) -> list[NewsItem]:
    reached = Milestone.objects.filter(measure__in=measures, done_on__lte=on)
    found = []
    for step in reached.select_related("measure").order_by("-done_on", "-pk")[:LATEST]:
        key = uuid5(step.measure_id, f"milestone:{step.pk}")
        what = _("Meilenstein erreicht")
        found.append(NewsItem(key, _noon(step.done_on or on), step.measure, what, step.title))
    return found


def _reports(measures: MeasureQuerySet) -> list[NewsItem]:
    closed = Assessment.objects.filter(measure__in=measures, cycle__state=Cycle.State.CLOSED)
    known = closed.select_related("measure", "cycle").order_by("-cycle__closed_at", "-pk")
    said = known.exclude(state=Assessment.State.WAIVED)[:LATEST]
    return [_report(each) for each in as_corrected(said) if each.is_reported]


def _report(report: Assessment) -> NewsItem:
    what = _("%(light)s (%(cycle)s)") % {
        "light": report.get_light_display(),
        "cycle": report.cycle,
    }
    words = "\n\n".join(filter(None, (report.done_since, report.next_steps)))
    at = report.cycle.closed_at or _noon(report.cycle.cutoff_on)
    return NewsItem(
        uuid5(report.measure_id, f"report:{report.pk}"), at, report.measure, what, words
    )


def _corrections(measures: MeasureQuerySet) -> list[NewsItem]:
    made = Correction.objects.filter(measure__in=measures).select_related("measure", "cycle")
    return [
        NewsItem(
            uuid5(each.measure_id, f"correction:{each.pk}"),
            each.at,
            each.measure,
            _("Meldung berichtigt (%(cycle)s)") % {"cycle": each.cycle},
            each.reason,
        )
        for each in made.order_by("-at", "-pk")[:LATEST]
    ]


def _noon(day: date) -> datetime:
    """A day has no moment; noon stays on it wherever in the country it is read."""
    return timezone.make_aware(datetime.combine(day, time(12)))
