"""When measures are planned and when they happen: as a page, and as a PDF."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from measures.charts.timeline import timeline_chart
from measures.exports.timeline import Schedule, schedule_pdf
from measures.forms import MeasureFilter
from measures.models import Measure
from measures.queries.timeline import timeline_of
from smartregion.core.errors import WrongState
from smartregion.core.limits import may_try

# A sheet takes a second of work: more of them than a person wants to read are not made.
SHEETS, WINDOW = 30, 600


@login_not_required
@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The measures that are wanted, on one axis of quarters."""
    wanted, schedule = _asked(request, timezone.localdate())
    context = {
        "filter": wanted,
        "schedule": schedule,
        "chart": timeline_chart(schedule.fields, on=schedule.on),
    }
    return render(request, "measures/timeline.html", context)


@login_not_required
@require_safe
def timeline_pdf(request: HttpRequest) -> HttpResponse:
    """The same to print, with the same filter in its address."""
    if not may_try(request, what="timeline", times=SHEETS, seconds=WINDOW, at=timezone.now()):
        raise WrongState(
            _(
                "Der Zeitplan wurde sehr oft abgerufen. Bitte versuchen Sie es in zehn Minuten wieder."
            )
        )
    _wanted, schedule = _asked(request, timezone.localdate())
    response = HttpResponse(schedule_pdf(schedule), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{schedule.name}"'
    return response


def _asked(request: HttpRequest, on: date) -> tuple[MeasureFilter, Schedule]:
    visible = Measure.objects.visible_to(request.user)
    wanted = MeasureFilter(request.GET, measures=visible, visible_to=request.user)
    chosen = [(chip.label, chip.value) for chip in wanted.chips]
    return wanted, Schedule(timeline_of(wanted.apply(visible)), on, chosen)
