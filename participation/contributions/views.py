"""What became of a contribution: the public page, and the office's work on it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.contributions import queries
from participation.contributions.forms import AnswerForm, ExplanationForm, HideForm, QueueFilter
from participation.contributions.models import Contribution
from smartregion.core.access import get_for, require
from smartregion.core.forms import refusals_on, sent
from strategy.models import Element

PER_PAGE = 25


def _contribution(request: HttpRequest, pk: object, permission: str | None) -> Contribution:
    visible = Contribution.objects.visible_to(request.user).select_related("municipality")
    return get_for(request, permission, visible, pk=pk)


@login_not_required
@require_safe
def detail(request: HttpRequest, pk: object) -> HttpResponse:
    """The lasting public page of one contribution."""
    contribution = _contribution(request, pk, None)
    page = queries.contribution_page(contribution, visible_to=request.user)
    context = {
        "contribution": contribution,
        "page": page,
        "may_answer": request.user.has_perm("participation.answer_contribution"),
        "may_moderate": request.user.has_perm("participation.moderate"),
        "moderations": contribution.moderations.all(),
    }
    return render(request, "contributions/detail.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest, key: UUID) -> HttpResponse:
    """What people said about one element of the strategy, wherever they said it."""
    element = get_for(request, None, Element.objects.visible_to(request.user), pk=key)
    page = Paginator(queries.about(element), PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.rows(list(page.object_list), visible_to=request.user)
    context = {"element": element, "page_obj": page, "rows": rows}
    return render(request, "contributions/about.html", context)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, oldest first."""
    require(request, "participation.answer_contribution")
    form = QueueFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.filtered(request.user, **wanted).order_by("written_at", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.rows(list(page.object_list), visible_to=request.user)
    context = {"filter": form, "page_obj": page, "rows": rows}
    return render(request, "contributions/queue.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: object) -> HttpResponse:
    """Set the state, with a reason that everybody can read."""
    contribution = _contribution(request, pk, "participation.answer_contribution")
    if elsewhere := queries.answer_url_of(contribution, visible_to=request.user):
        return redirect(elsewhere)
    office = getattr(request.user, "organisation", None)
    initial = {"office": office.name if office else ""}
    form = AnswerForm(sent(request), contribution=contribution, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            form.save(by=request.user, at=timezone.now())
            messages.success(request, _("Die Antwort ist veröffentlicht."))
            return redirect(contribution)
    page = queries.contribution_page(contribution, visible_to=request.user)
    context = {"contribution": contribution, "page": page, "form": form}
    return render(request, "contributions/answer.html", context)


@require_http_methods(["GET", "POST"])
def hide(request: HttpRequest, pk: object) -> HttpResponse:
    contribution = _contribution(request, pk, "participation.moderate")
    form = HideForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            form.save(contribution=contribution, by=request.user, at=timezone.now())
            messages.success(request, _("Der Beitrag ist ausgeblendet. Der Text bleibt erhalten."))
            return redirect(contribution)
    context = {
        "form": form,
        "heading": _("Beitrag ausblenden"),
        "explanation": _(
            "Lesende sehen an seiner Stelle einen neutralen Hinweis. Antworten anderer bleiben stehen."
        ),
        "action": _("Ausblenden"),
        "cancel_url": contribution.get_absolute_url(),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@require_http_methods(["GET", "POST"])
def unhide(request: HttpRequest, pk: object) -> HttpResponse:
    contribution = _contribution(request, pk, "participation.moderate")
    form = ExplanationForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            form.save(contribution=contribution, by=request.user, at=timezone.now())
            messages.success(request, _("Der Beitrag ist wieder sichtbar."))
            return redirect(contribution)
    context = {
        "form": form,
        "heading": _("Beitrag wieder einblenden"),
        "explanation": _("Der Text erscheint wieder so, wie er geschrieben wurde."),
        "action": _("Einblenden"),
        "cancel_url": contribution.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)
