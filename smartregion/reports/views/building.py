"""Work at a report while it is made: one more format, once more, or no further."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartregion.core.access import get_for
from smartregion.reports.actions import RELEASE, cancel_build, order_format, retry_report
from smartregion.reports.models import Format, Report
from smartregion.reports.rendering import WRITERS
from smartregion.reports.views.reports import visible


def _worked_at(request: HttpRequest, pk: UUID) -> Report:
    """A release is taken up or stopped only by those who may release: it shows the report."""
    report = get_for(request, "reports.order", visible(request), pk=pk)
    is_releasing = report.job is not None and report.job.kind == RELEASE
    if is_releasing and not request.user.has_perm("reports.release"):
        raise PermissionDenied
    return report


@require_POST
def report_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = _worked_at(request, pk)
    retry_report(report=report, by=request.user, at=timezone.now())
    messages.success(request, _("Der Bericht wird noch einmal erstellt."))
    return redirect(report.workshop_url)


@require_POST
def report_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = _worked_at(request, pk)
    cancel_build(report=report, by=request.user, at=timezone.now())
    messages.success(request, _("Die Arbeit am Bericht ist abgebrochen."))
    return redirect(report.workshop_url)


@require_POST
def report_format(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A draft in one more format."""
    report = _worked_at(request, pk)
    name = request.POST.get("format", "")
    if name not in WRITERS:
        raise Http404
    order_format(report=report, format_=name, by=request.user, at=timezone.now())
    said = _("Der Entwurf entsteht jetzt auch in diesem Format: %(format)s.")
    messages.success(request, said % {"format": Format(name).label})
    return redirect(report.workshop_url)
