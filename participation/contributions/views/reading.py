"""What became of a contribution, and what was said about an element."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from participation.contributions import queries
from participation.contributions.views.access import contribution_for
from smartregion.core.access import get_for
from strategy.models import Element

PER_PAGE = 25


@login_not_required
@require_safe
def detail(request: HttpRequest, pk: object) -> HttpResponse:
    """The lasting public page of one contribution."""
    contribution = contribution_for(request, pk, None)
    page = queries.contribution_page(contribution, visible_to=request.user)
    context = {
        "contribution": contribution,
        "page": page,
        "may_answer": request.user.has_perm("participation.answer_contribution", contribution),
        "may_moderate": request.user.has_perm("participation.moderate", contribution),
        "is_followed": bool(queries.mine(request.user, [contribution.pk]).followed),
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
