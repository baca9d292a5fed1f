"""Pages of a draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participation.surveys import actions
from participation.surveys.forms.editing import PageForm
from participation.surveys.models import Page, Survey
from participation.surveys.views.editor import (
    ask_deletion,
    back_to_outline,
    managed,
    page_of,
    step_of,
)
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
        form.save(by=request.user)
        return redirect("surveys:edit", slug=survey.slug)
    return render(request, "surveys/page_form.html", {"form": form, "survey": survey, "page": page})


@require_POST
def page_move(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = page_of(request, slug, page)
    actions.move_page(page=found, step=step_of(request), by=request.user)
    return back_to_outline(request, found.survey)


@require_http_methods(["GET", "POST"])
def page_delete(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = page_of(request, slug, page)
    if request.method == "POST":
        actions.delete_page(page=found, by=request.user)
        messages.success(request, _("Die Seite ist gelöscht."))
        return redirect("surveys:edit", slug=slug)
    return ask_deletion(
        request,
        slug,
        heading=_("Seite „%s“ löschen") % found,
        explanation=_("Mit der Seite werden auch ihre Fragen aus dem Entwurf gelöscht."),
    )
