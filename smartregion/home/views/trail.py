"""The audit trail: read, followed to the thing, taken along."""

from typing import TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from smartregion.accounts.freshness import use_fresh_login
from smartregion.core.access import get_for, require
from smartregion.core.caching import kept_nowhere
from smartregion.core.media_types import XLSX
from smartregion.core.models import AuditEntry
from smartregion.county.models import County
from smartregion.home import actions, exports, queries
from smartregion.home.forms import TrailFilter

READ = "home.read_trail"
PER_PAGE = 50
Answer = TypeVar("Answer", bound=HttpResponseBase)


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, on which thing, when."""
    require(request, READ)
    chosen = TrailFilter(request.GET)
    page = Paginator(_found(chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {"filter": chosen, "page_obj": page, "lines": list(queries.trail.lines(page))}
    return render(request, "home/trail.html", context)


def _found(chosen: TrailFilter) -> QuerySet[AuditEntry]:
    return queries.trail.entries(**chosen.wish)


@require_safe
def trail_thing(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead on to the thing of an entry, as it is today."""
    require(request, READ)
    entry = get_for(request, None, AuditEntry.objects.all(), pk=pk)
    page = queries.trail.page_of(entry)
    return redirect(page) if page else render(request, "home/trail_gone.html", {"entry": entry})


@require_safe
def trail_csv(request: HttpRequest) -> StreamingHttpResponse:
    found = _for_taking_along(request, "csv")
    answer = StreamingHttpResponse(exports.csv(found), content_type="text/csv; charset=utf-8")
    return _as_file(answer, "csv")


@require_safe
def trail_xlsx(request: HttpRequest) -> HttpResponse:
    found = _for_taking_along(request, "xlsx")
    return _as_file(HttpResponse(exports.workbook(found), content_type=XLSX), "xlsx")


def _for_taking_along(request: HttpRequest, format_: str) -> QuerySet[AuditEntry]:
    """A file leaves the house: whoever takes it has just shown who they are, and it is noted."""
    require(request, READ)
    chosen = TrailFilter(request.GET)
    if not chosen.is_valid():
        # The page with the same address says what is wrong with the filter.
        raise Http404
    use_fresh_login(request)
    found = _found(chosen)
    county = get_for(request, None, County.objects.all(), pk=1)
    last = AuditEntry.objects.values_list("pk", flat=True).order_by("-pk").first() or 0
    actions.note_trail_export(
        county=county,
        format_=format_,
        filters=sorted(chosen.wish),
        n=found.count(),
        by=request.user,
    )
    # What is noted while the file is written, this export first of all, is not in it.
    return found.filter(pk__lte=last)


def _as_file(answer: Answer, ending: str) -> Answer:
    name = f"protokoll-{timezone.localdate():%Y-%m-%d}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return kept_nowhere(answer, is_private=True)
