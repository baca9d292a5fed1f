"""What people do in the outline of a draft: put in order, copy, delete and bring back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participation.surveys import actions
from participation.surveys.drafts.breaks import breaks_without, breaks_without_page
from participation.surveys.drafts.compiler import Draft
from participation.surveys.forms.outline import MoveForm
from participation.surveys.views.editor import (
    DELETED,
    ask_deletion,
    back_to_outline,
    managed,
    page_of,
    question_of,
    step_of,
)
from smartregion.core.errors import WrongState
from smartregion.core.forms import sent
from smartregion.core.numbers import count_from


@require_POST
def page_move(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    """One step up or down by a button, or to a place by dragging."""
    found = page_of(request, slug, page)
    place = count_from(request.POST.get("place", ""))
    if place is None:
        actions.move_page(page=found, step=step_of(request), by=request.user)
    else:
        actions.place_page(page=found, place=place, by=request.user)
    return back_to_outline(request, found.survey)


@require_http_methods(["GET", "POST"])
def question_move(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    """One step by a button; or to a place of any page, by dragging or chosen from a list."""
    found = question_of(request, slug, question)
    if "direction" in request.POST:
        actions.move_question(question=found, step=step_of(request), by=request.user)
        return back_to_outline(request, found.survey)
    form = MoveForm(sent(request), question=found)
    if form.is_valid():
        form.save(by=request.user)
        return back_to_outline(request, found.survey, question=found)
    context = {"form": form, "survey": found.survey, "question": found}
    return render(request, "surveys/question_move.html", context)


@require_POST
def page_copy(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    copy = actions.copy_page(page=page_of(request, slug, page), by=request.user)
    return back_to_outline(request, copy.survey, page=copy)


@require_POST
def question_copy(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    copy = actions.copy_question(question=question_of(request, slug, question), by=request.user)
    return back_to_outline(request, copy.survey, question=copy)


@require_http_methods(["GET", "POST"])
def page_delete(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = page_of(request, slug, page)
    if request.method == "POST":
        _remember(request, slug, actions.delete_page(page=found, by=request.user))
        return redirect("surveys:edit", slug=slug)
    return ask_deletion(
        request,
        heading=_("Seite „%s“ löschen") % found,
        explanation=_(
            "Mit der Seite werden auch ihre Fragen aus dem Entwurf gelöscht. Direkt danach können Sie das rückgängig machen."
        ),
        back_url=reverse("surveys:edit", args=[slug]),
        breaks=breaks_without_page(Draft.of(found.survey), found),
    )


@require_http_methods(["GET", "POST"])
def question_delete(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    found = question_of(request, slug, question)
    if request.method == "POST":
        _remember(request, slug, actions.delete_question(question=found, by=request.user))
        return redirect("surveys:edit", slug=slug)
    return ask_deletion(
        request,
        heading=_("Frage „%s“ löschen") % found.name,
        explanation=_(
            "Die Frage verschwindet aus dem Entwurf. Antworten auf veröffentlichte Fassungen bleiben. Direkt danach können Sie das rückgängig machen."
        ),
        back_url=reverse("surveys:edit", args=[slug]),
        breaks=breaks_without(Draft.of(found.survey), found),
    )


def _remember(request: HttpRequest, slug: str, deleted: actions.Deleted) -> None:
    request.session[DELETED] = {**request.session.get(DELETED, {}), slug: deleted}


@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring back what this person deleted last in this survey."""
    survey = managed(request, slug)
    kept = request.session.get(DELETED, {})
    deleted = kept.pop(slug, None)
    if deleted is None:
        raise WrongState(_("Es gibt nichts, was sich zurückholen lässt."))
    actions.restore_deleted(survey=survey, deleted=deleted, by=request.user)
    request.session.modified = True
    messages.success(request, _("„%s“ ist wieder da.") % deleted["name"])
    return redirect("surveys:edit", slug=slug)
