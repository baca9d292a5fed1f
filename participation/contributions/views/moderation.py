"""What waits for moderation: read with its surroundings, and decided in place."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.contributions.forms.deciding import DecisionForm, KindFilter
from participation.contributions.models import Contribution
from participation.contributions.queries.moderation import (
    Case,
    Kind,
    cases,
    waiting,
    waiting_counts,
)
from smartregion.core.access import get_for, require
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent
from smartregion.core.htmx import htmx_of

MODERATE = "participation.moderate"
PER_PAGE = 20


@require_safe
def moderation(request: HttpRequest) -> HttpResponse:
    """All that waits, oldest first."""
    require(request, "participation.open_moderation")
    kind = KindFilter(request.GET).wanted
    page = Paginator(waiting(kind, of=request.user), PER_PAGE).get_page(request.GET.get("page"))
    found = cases(list(page.object_list), visible_to=request.user, at=timezone.now())
    context = {
        "kind": kind,
        "tabs": _tabs(request.user),
        "page_obj": page,
        "forms": [DecisionForm(case=case) for case in found],
    }
    return render(request, "contributions/moderation.html", context)


@require_http_methods(["GET", "POST"])
def moderation_case(request: HttpRequest, pk: object) -> HttpResponse:
    """One text that waits; the decision is sent here, from the list as well."""
    contribution = get_for(request, MODERATE, Contribution.objects.visible_to(request.user), pk=pk)
    case = _case(request, contribution)
    if case is None:
        return _decided(request, contribution)
    form = DecisionForm(sent(request), case=case)
    if form.is_valid():
        with refusals_on(form):
            done = form.save(by=request.user, at=timezone.now())
            return _after(request, contribution, done)
    return render(request, _template(request, "_case.html", "case.html"), {"form": form})


def _case(request: HttpRequest, contribution: Contribution) -> Case | None:
    found = list(waiting(of=request.user).filter(pk=contribution.pk))
    return next(iter(cases(found, visible_to=request.user, at=timezone.now())), None)


def _decided(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Somebody was faster, or the address is an old one."""
    words = _("Über diesen Beitrag hat inzwischen eine andere Person entschieden.")
    if htmx_of(request):
        return _after(request, contribution, words)
    if request.method == "POST":
        raise WrongState(words)
    return redirect(contribution)


def _after(request: HttpRequest, contribution: Contribution, done: str) -> HttpResponse:
    if htmx_of(request):
        context = {"contribution": contribution, "done": done}
        return render(request, "contributions/_case_decided.html", context)
    messages.success(request, done)
    return redirect("contributions:moderation")


def _template(request: HttpRequest, part: str, page: str) -> str:
    return f"contributions/{part if htmx_of(request) else page}"


def _tabs(moderator: Any) -> list[dict[str, object]]:
    counts = waiting_counts(of=moderator)
    every = {"value": "", "label": _("alle"), "count": sum(counts.values())}
    kinds = [{"value": k.value, "label": k.label, "count": counts[k.value]} for k in Kind]
    return [every, *kinds]
