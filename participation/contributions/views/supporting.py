"""Agreeing with what somebody said."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from participation.contributions import actions, queries
from participation.contributions.views.access import contribution_for
from smartregion.core.htmx import htmx_of


@require_POST
def support(request: HttpRequest, pk: object) -> HttpResponse:
    """Agree, or agree no longer (``wanted=no``); in place, or back to the contribution."""
    contribution = contribution_for(request, pk, "participation.support")
    wanted = request.POST.get("wanted") != "no"
    act = actions.support_contribution if wanted else actions.unsupport_contribution
    act(contribution=contribution, by=request.user, at=timezone.now())
    if not htmx_of(request):
        return redirect(queries.spot_of(contribution, visible_to=request.user))
    context = {
        "said": queries.said([contribution])[contribution.pk],
        "mine": queries.mine(request.user, [contribution.pk]),
        "may_support": True,
    }
    return render(request, "contributions/_support.html", context)
