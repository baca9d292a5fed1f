"""Cycles before they are closed, as the office follows them: planned, opening, running, cancelled."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from measures.actions.opening import OPENING
from measures.forms.running import RunningFilter
from measures.models import Cycle
from measures.queries.next_steps import next_steps
from measures.queries.running import running_cycle
from measures.queries.scope import reach_of, scope_of
from smartregion.core.htmx import htmx_of, render_page
from smartregion.core.models import Job

PER_PAGE = 100
# The part of the page that follows the job while a cycle is being opened.
PART = "opening"


def unclosed_cycle(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """The page of a cycle that is not closed, whatever it waits for."""
    if cycle.is_running and htmx_of(request).target != PART:
        return _running(request, cycle)
    return _planned(request, cycle)


def _planned(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """What the cycle will ask; while it is being opened also how far that is."""
    scope = scope_of(cycle)
    other = Cycle.objects.running().filter(strategy=cycle.strategy_id).exclude(pk=cycle.pk).first()
    context = {
        "cycle": cycle,
        # One cycle at a time: this one waits until the other is closed.
        "other": other,
        "scope": scope,
        "reach": reach_of(scope) if cycle.state == Cycle.State.PLANNED else None,
        "job": _opening_job(cycle),
        "steps": [] if other else next_steps(cycle, Counter(), on=timezone.localdate()),
        "may_manage": request.user.has_perm("measures.manage_cycles"),
    }
    return render_page(request, "measures/cycle_planned.html", context, partial=PART)


def _running(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Who has answered, who is asked, and what is to be done next."""
    today = timezone.localdate()
    running = running_cycle(cycle, on=today)
    chosen = RunningFilter(request.GET, lines=running.lines)
    found = chosen.found
    context = {
        "cycle": cycle,
        "scope": scope_of(cycle),
        "running": running,
        "filter": chosen,
        "total": len(found),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "steps": next_steps(cycle, running.counts, on=today),
        "days_left": (cycle.due_on - today).days,
        "may_manage": request.user.has_perm("measures.manage_cycles"),
    }
    return render(request, "measures/cycle_open.html", context)


def _opening_job(cycle: Cycle) -> Job | None:
    """The latest order to open it; one that is done tells nothing that the page does not say itself."""
    job = Job.objects.filter(kind=OPENING, key=str(cycle.pk)).first()
    return None if job and job.state == Job.State.DONE and not cycle.is_running else job
