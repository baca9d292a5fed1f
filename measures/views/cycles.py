"""Evaluation cycles: what everybody reads when they are closed, and the work while they are open."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from measures.models import Cycle, CycleQuerySet
from measures.queries.next_steps import cycle_cards
from measures.views.readings import closed_cycle
from measures.views.running import unclosed_cycle
from smartregion.core.access import get_for


@login_not_required
def cycle_list(request: HttpRequest) -> HttpResponse:
    """All cycles, the newest first: closed ones for everybody, the others for those who work on them."""
    cycles = list(Cycle.objects.visible_to(request.user))
    is_staff = request.user.has_perm("measures.view_internal")
    context = {
        "cards": cycle_cards(cycles, on=timezone.localdate()),
        "is_staff": is_staff,
        "may_manage": request.user.has_perm("measures.manage_cycles"),
        "closed": [cycle for cycle in cycles if cycle.is_closed],
    }
    return render(request, "measures/cycle_list.html", context)


@login_not_required
def cycle_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A closed cycle for everybody; any other one for those who work on it."""
    cycle = get_for(request, None, _cycles(request), slug=slug)
    return closed_cycle(request, cycle) if cycle.is_closed else unclosed_cycle(request, cycle)


def _cycles(request: HttpRequest) -> CycleQuerySet:
    return Cycle.objects.visible_to(request.user).select_related("strategy", "snapshot")
