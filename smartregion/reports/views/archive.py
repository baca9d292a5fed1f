"""The archive of released reports: lasting addresses, open to everybody, without a cookie."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from smartregion.core.access import get_for
from smartregion.reports.exports.feeds import News
from smartregion.reports.mentions import named_in
from smartregion.reports.models import Report
from smartregion.reports.queries.archive import archived, citation, kinds_in_archive, neighbours
from smartregion.reports.queries.files import file_of, files_of
from smartregion.reports.views.reports import file_response, rights

PER_PAGE = 50


@login_not_required
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """All that was ever released, by year; one kind of it where that is wanted."""
    kinds = kinds_in_archive()
    kind = request.GET.get("art", "")
    chosen = kind if kind in dict(kinds) else ""
    page = Paginator(archived(kind=chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "kinds": kinds, "chosen": chosen, **rights(request)}
    return render(request, "reports/archive.html", context)


@login_not_required
@require_safe
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """A released report: its files, what proves them, and how to cite it."""
    report = _released(request, slug)
    files = files_of(report, visible_to=request.user)
    context = {
        "report": report,
        "files": files,
        "citation": citation(report, files),
        "neighbours": neighbours(report),
        "named": named_in(report, visible_to=request.user),
        **rights(request),
    }
    return render(request, "reports/edition.html", context)


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def edition_file(request: HttpRequest, slug: str, format_: str) -> FileResponse:
    """A final file at its lasting address."""
    report = _released(request, slug)
    return file_response(report, file_of(report, format_, visible_to=request.user))


def _released(request: HttpRequest, slug: str) -> Report:
    released = Report.objects.released().select_related("snapshot", "version__strategy", "cycle")
    return get_for(request, None, released.defer("snapshot__content"), slug=slug)


@login_not_required
@require_safe
@cache_control(public=True, max_age=900)
def archive_feed(request: HttpRequest) -> HttpResponse:
    """The same news for programs."""
    return News()(request)
