"""The way of a strategy on a time axis."""

from datetime import date

from django.utils.translation import gettext as _

from smartregion.core.charts import Chart, Mark, Span, schedule
from strategy.queries import Milestone, Process, Station


def process_chart(process: Process, *, title: str, on: date) -> Chart:
    """Phases as bars, consultations among them, and the resolutions of the council as marks."""
    resolutions = [mark for mark in process.milestones if not mark.is_consultation]
    spans = [span for station in process.stations if (span := _span(station))]
    if resolutions:
        spans.append(Span(_("Beschlüsse"), None, None, tuple(map(_resolution, resolutions))))
    return schedule(title=title, spans=spans, on=on)


def _span(station: Station) -> Span | None:
    """What has a duration; a resolution has none."""
    step, mark = station.step, station.milestone
    if step:
        return Span(step.title, step.starts_on, step.ends_on)
    if mark and mark.is_consultation:
        label = _("Beteiligung zur Fassung %(label)s") % {"label": mark.version.label}
        return Span(label, mark.starts_on, mark.ends_on)
    return None


def _resolution(mark: Milestone) -> Mark:
    label = _("Beschluss der Fassung %(label)s") % {"label": mark.version.label}
    return Mark(label, mark.starts_on, is_done=mark.is_done)
