"""The office's list, and its answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.contributions import queries
from participation.contributions.forms import AnswerForm, QueueFilter
from participation.contributions.views.access import contribution_for
from smartregion.core.access import require
from smartregion.core.forms import refusals_on, sent

PER_PAGE = 25


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
    contribution = contribution_for(request, pk, "participation.answer_contribution")
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
