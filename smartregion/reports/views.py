"""Reports: the list, ordering one, watching it being built, and handing it out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from participation.forums.queries import gaps
from smartregion.core.access import get_for, require
from smartregion.core.forms import refusals_on, sent
from smartregion.core.htmx import render_page
from smartregion.core.slugs import german_slug
from smartregion.reports.actions import release_report, retry_report
from smartregion.reports.forms import OrderForm
from smartregion.reports.mentions import named_in
from smartregion.reports.models import Report

PER_PAGE = 20


def _visible(request: HttpRequest) -> QuerySet[Report]:
    reports = Report.objects.visible_to(request.user)
    return reports.select_related("job", "version__strategy", "cycle", "snapshot", "ordered_by")


@login_not_required
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Everybody sees what was released, staff see also what is being made."""
    page = Paginator(_visible(request), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/report_list.html", {"page": page, **_rights(request)})


def report_order(request: HttpRequest) -> HttpResponse:
    require(request, "reports.order")
    form = OrderForm(sent(request), person=request.user)
    if form.is_valid():
        with refusals_on(form):
            report = form.save(by=request.user, at=timezone.now())
            messages.success(
                request, _("Der Bericht ist bestellt. Sie können diese Seite verlassen.")
            )
            return redirect(report)
    context = {"form": form, "gaps": gaps(on=timezone.localdate())}
    return render(request, "reports/report_order.html", context)


@login_not_required
@require_safe
def report_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = get_for(request, None, _visible(request), pk=pk)
    named = named_in(report, visible_to=request.user) if report.is_ready else None
    context = {"report": report, "named": named, **_rights(request)}
    return render_page(request, "reports/report_detail.html", context, partial="report-state")


@login_not_required
@require_GET
def report_download(request: HttpRequest, pk: UUID) -> FileResponse:
    """The file itself; who may not see the report does not learn that it exists."""
    report = get_for(request, None, _visible(request), pk=pk)
    if not report.is_ready:
        raise Http404
    response = FileResponse(
        report.file.open("rb"),
        as_attachment=True,
        filename=_file_name(report),
        content_type="application/pdf",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _file_name(report: Report) -> str:
    """Readable on every system: without umlauts, the way Germans write them then."""
    return f"{german_slug(report.title, length=80)}-{report.ordered_at:%Y-%m-%d}.pdf".capitalize()


@require_POST
def report_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = get_for(request, "reports.order", _visible(request), pk=pk)
    retry_report(report=report, by=request.user, at=timezone.now())
    messages.success(request, _("Der Bericht wird noch einmal erstellt."))
    return redirect(report)


@require_POST
def report_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = get_for(request, "reports.release", _visible(request), pk=pk)
    release_report(report=report, by=request.user, at=timezone.now())
    messages.success(request, _("Der Bericht ist freigegeben und für alle zu lesen."))
    return redirect(report)


def _rights(request: HttpRequest) -> dict[str, bool]:
    return {
        "may_order": request.user.has_perm("reports.order"),
        "may_release": request.user.has_perm("reports.release"),
        "sees_all": request.user.has_perm("reports.view_all"),
    }
