"""Pages of a draft: their titles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from participation.surveys.forms.editing import PageForm
from participation.surveys.models import Page, Survey
from participation.surveys.views.editor import back_to_outline, managed, page_of
from smartregion.core.forms import sent


@require_http_methods(["GET", "POST"])
def page_add(request: HttpRequest, slug: str) -> HttpResponse:
    return _page_form(request, managed(request, slug), None)


@require_http_methods(["GET", "POST"])
def page_edit(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = page_of(request, slug, page)
    return _page_form(request, found.survey, found)


def _page_form(request: HttpRequest, survey: Survey, page: Page | None) -> HttpResponse:
    form = PageForm(sent(request), survey=survey, page=page)
    if form.is_valid():
        return back_to_outline(request, survey, page=form.save(by=request.user))
    return render(request, "surveys/page_form.html", {"form": form, "survey": survey, "page": page})
