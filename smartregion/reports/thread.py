"""The last part of the thread: what reports name is still there to be read."""

from django.utils.translation import gettext as _

from measures.models import Measure
from participation.contributions.models import Contribution
from participation.contributions.thread import Walk
from smartregion.core.snapshots import content_of
from smartregion.reports.documents import named_keys
from smartregion.reports.models import Report


def among_reports(walk: Walk) -> None:
    """Every measure and every contribution that a released report names; snapshots are untouched."""
    walk.along(Report, "version", "cycle", "snapshot")
    for report in Report.objects.filter(released_at__isnull=False).select_related("snapshot"):
        _look_into(report, walk)


def _look_into(report: Report, walk: Walk) -> None:
    walk.looked_at += 1
    if not report.snapshot.is_intact:
        walk.find([report], _("Der Schnappschuss wurde verändert"))
        return
    named = named_keys(content_of(report.snapshot))
    there = {
        *Measure.objects.filter(pk__in=named).values_list("pk", flat=True),
        *Contribution.objects.filter(pk__in=named).values_list("pk", flat=True),
    }
    walk.looked_at += len(named)
    for key in named - there:
        walk.find([report], _("nennt etwas, das es nicht mehr gibt: %(key)s") % {"key": key})
