"""Who changed what in a profile; for colleagues."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from measures.queries.history import change_lines, changed_fields, changes_of
from measures.views.access import measure_for
from smartregion.core.access import require

PER_PAGE = 50


@require_safe
def history(request: HttpRequest, number: str) -> HttpResponse:
    """All changes of one measure, or those of one field."""
    require(request, "measures.view_internal")
    measure = measure_for(request, number)
    field = request.GET.get("angabe", "").replace("\0", "")
    page = Paginator(changes_of(measure, field=field), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "measure": measure,
        "fields": changed_fields(measure),
        "field": field,
        "page": page,
        "lines": change_lines(page),
    }
    return render(request, "measures/history.html", context)
