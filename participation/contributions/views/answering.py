"""The office's list, and its answers: to one contribution, in the list or on its own page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.contributions import queries
from participation.contributions.forms import AnswerForm, QueueFilter
from participation.contributions.models import Contribution
from participation.contributions.views.access import contribution_for
from smartregion.core.access import require
from smartregion.core.forms import refusals_on, sent
from smartregion.core.htmx import render_page

ANSWER = "participation.answer_contribution"
OPEN_QUEUE = "participation.open_queue"
PER_PAGE = 25
# In the address of the list: which contribution is being answered in its row.
OPENED = "answer"


@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, oldest first; one of them may be answered where it stands."""
    require(request, OPEN_QUEUE)
    opened = _opened(request)
    form = _answer_form(request, opened) if opened else None
    if form and form.is_valid():
        with refusals_on(form):
            form.save(by=request.user, at=timezone.now())
            messages.success(request, _("Die Antwort ist veröffentlicht."))
            return redirect(list_url(request))
    context = {**_list(request), "opened": opened.pk if opened else None, "form": form}
    return render_page(request, "contributions/queue.html", context, partial="queue-results")


def _opened(request: HttpRequest) -> Contribution | None:
    named = request.GET.get(OPENED)
    if not named:
        return None
    try:
        found = contribution_for(request, UUID(named), ANSWER)
    except ValueError:
        raise Http404 from None
    # Comments on a draft are weighed on a page of their own.
    return None if queries.answer_url_of(found, visible_to=request.user) else found


def _list(request: HttpRequest) -> dict[str, Any]:
    chosen = QueueFilter(request.GET)
    wanted = chosen.cleaned_data if chosen.is_valid() else {}
    found = queries.answerable(request.user, **wanted).order_by("written_at", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.rows(list(page.object_list), visible_to=request.user)
    return {
        "filter": chosen,
        "page_obj": page,
        "rows": rows,
        "list_url": list_url(request),
        "may_tick": any(row.may_join for row in rows),
    }


def list_url(request: HttpRequest) -> str:
    """The list as this person had it before them, with no answer begun."""
    kept = request.GET.copy()
    for name in (OPENED, "contribution", "like"):
        kept.pop(name, None)
    query = kept.urlencode()
    url = reverse("contributions:queue")
    return f"{url}?{query}" if query else url


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: object) -> HttpResponse:
    """Set the state, with a reason that everybody can read; beside it, what says much the same."""
    contribution = contribution_for(request, pk, ANSWER)
    if elsewhere := queries.answer_url_of(contribution, visible_to=request.user):
        return redirect(elsewhere)
    form = _answer_form(request, contribution)
    if form.is_valid():
        with refusals_on(form):
            form.save(by=request.user, at=timezone.now())
            messages.success(request, _("Die Antwort ist veröffentlicht."))
            return redirect(contribution)
    context = {
        "contribution": contribution,
        "page": queries.contribution_page(contribution, visible_to=request.user),
        "form": form,
        "alongside": queries.similar_to(contribution, visible_to=request.user),
    }
    return render(request, "contributions/answer.html", context)


def _answer_form(request: HttpRequest, contribution: Contribution) -> AnswerForm:
    """The form, filled in with an earlier answer where that is to be used again."""
    like = request.GET.get("like", "")
    model = _named(request, like) if like else None
    reused = queries.reusable_answer(model) if model else {}
    initial = {"office": office_of(request), **reused}
    return AnswerForm(sent(request), contribution=contribution, initial=initial)


def _named(request: HttpRequest, text: str) -> Contribution | None:
    try:
        return Contribution.objects.visible_to(request.user).filter(pk=UUID(text)).first()
    except ValueError:
        return None


def office_of(request: HttpRequest) -> str:
    """The office that usually answers for this person."""
    office = getattr(request.user, "organisation", None)
    return office.name if office else ""
