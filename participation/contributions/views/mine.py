"""What one has written oneself, wherever it stands."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from participation.contributions import queries
from smartregion.core.access import about_oneself

PER_PAGE = 25


@require_safe
@about_oneself
def mine(request: HttpRequest) -> HttpResponse:
    """Everything this person wrote, with its place and what became of it."""
    found = queries.written_by(request.user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.my_rows(list(page.object_list), person=request.user)
    return render(request, "contributions/mine.html", {"page_obj": page, "rows": rows})
