"""Reports: the list, the page of one where it is made, and its files."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from smartregion.core.access import get_for
from smartregion.core.caching import kept_nowhere
from smartregion.core.htmx import htmx_of, render_page
from smartregion.core.media_types import DOCX
from smartregion.core.slugs import german_slug
from smartregion.reports.actions import RELEASE
from smartregion.reports.mentions import named_in
from smartregion.reports.models import Report, ReportFile
from smartregion.reports.queries.archive import neighbours
from smartregion.reports.queries.doubts import doubts_about
from smartregion.reports.queries.files import file_of, files_of, missing_formats
from smartregion.reports.queries.workshop import other_builds

PER_PAGE = 20
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": DOCX,
    "html": "text/html; charset=utf-8",
    "zip": "application/zip",
}


def visible(request: HttpRequest) -> QuerySet[Report]:
    """The reports this person may see, without what they say: that is long."""
    reports = Report.objects.visible_to(request.user).select_related(
        "job", "version__strategy", "cycle", "snapshot", "ordered_by", "manuscript"
    )
    return reports.defer("snapshot__content", "manuscript__foreword")


@login_not_required
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Everybody sees what was released, staff see also what is being made."""
    reports = visible(request)
    if not request.user.has_perm("reports.view_all"):
        reports = reports.filter(withdrawn_at__isnull=True)
    page = Paginator(reports, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/report_list.html", {"page": page, **rights(request)})


@login_not_required
@require_safe
def report_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a report is looked after; everybody else is led to its place in the archive."""
    report = get_for(request, None, visible(request), pk=pk)
    if not request.user.has_perm("reports.view_all"):
        return redirect(report)
    is_active = report.job is not None and report.job.is_active
    if htmx_of(request).target == "report-state" and not is_active:
        # What was waited for is there: the whole page says more now.
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {**_looked_after(request, report), **rights(request)}
    return render_page(request, "reports/report_detail.html", context, partial="report-state")


def _looked_after(request: HttpRequest, report: Report) -> dict[str, object]:
    is_active = report.job is not None and report.job.is_active
    files = files_of(report, visible_to=request.user)
    return {
        "report": report,
        **_work(request, report),
        "files": files,
        "more_formats": [] if report.released_at or is_active else missing_formats(report),
        "doubts": doubts_about(report, at=timezone.now()) if files and not is_active else None,
        "handovers": report.handovers.select_related("file"),
        "builds": other_builds(report),
        "named": named_in(report, visible_to=request.user) if files else None,
        "neighbours": neighbours(report),
    }


def _work(request: HttpRequest, report: Report) -> dict[str, bool]:
    """A release is taken up or stopped only by those who may release: it shows the report."""
    is_releasing = report.job is not None and report.job.kind == RELEASE
    needed = "reports.release" if is_releasing else "reports.order"
    return {"is_releasing": is_releasing, "may_work": request.user.has_perm(needed)}


@login_not_required
@require_GET
def report_download(request: HttpRequest, pk: UUID, format_: str) -> FileResponse:
    """The file itself; who may not see the report does not learn that it exists."""
    report = get_for(request, None, visible(request), pk=pk)
    response = file_response(report, file_of(report, format_, visible_to=request.user))
    return kept_nowhere(response, is_private=True)


def file_response(report: Report, found: ReportFile | None) -> FileResponse:
    """A file of a report as download; 404 where there is none."""
    if found is None:
        raise Http404
    response = FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=_file_name(report, found),
        content_type=CONTENT_TYPES[found.format],
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _file_name(report: Report, file: ReportFile) -> str:
    """Readable on every system: without umlauts, the way Germans write them then."""
    title = german_slug(report.title, length=80) or report.kind
    edition = "-Entwurf" if file.is_draft else ""
    return f"{title.capitalize()}-{report.ordered_at:%Y-%m-%d}{edition}.{file.format}"


def rights(request: HttpRequest) -> dict[str, bool]:
    """What this person may do with reports."""
    return {
        "may_order": request.user.has_perm("reports.order"),
        "may_release": request.user.has_perm("reports.release"),
        "may_hand_over": request.user.has_perm("reports.hand_over"),
        "sees_all": request.user.has_perm("reports.view_all"),
    }
