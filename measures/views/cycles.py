"""Evaluation cycles: what everybody reads when they are closed, and the work while they are open."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.charts import lights_by_field, lights_of_all
from measures.forms import CloseCycleForm, OpenCycleForm
from measures.models import Cycle, CycleQuerySet
from measures.queries import cycle_summary
from measures.views.readings import closed_cycle
from smartregion.core.access import get_for, require
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent


@login_not_required
def cycle_list(request: HttpRequest) -> HttpResponse:
    cycles = Cycle.objects.visible_to(request.user).select_related("strategy", "snapshot")
    context = {"cycles": cycles, "may_open": request.user.has_perm("measures.manage_cycles")}
    return render(request, "measures/cycle_list.html", context)


@login_not_required
def cycle_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A closed cycle for everybody; an open one for those who wait for reports."""
    cycle = get_for(request, None, _cycles(request), slug=slug)
    if cycle.is_closed:
        return closed_cycle(request, cycle)
    is_staff = request.user.has_perm("measures.view_internal")
    summary = cycle_summary(cycle, with_internal=is_staff and cycle.is_running)
    context = {
        "cycle": cycle,
        "summary": summary,
        "overall": lights_of_all(summary.lights),
        "by_field": lights_by_field(summary.fields),
        "may_manage": request.user.has_perm("measures.manage_cycles"),
        "today": timezone.localdate(),
    }
    template = "measures/cycle_open.html" if cycle.is_running else "measures/cycle_detail.html"
    return render(request, template, context)


def cycle_open(request: HttpRequest) -> HttpResponse:
    """Begin a cycle: every measure in progress is asked once."""
    require(request, "measures.manage_cycles")
    form = OpenCycleForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            cycle = form.save(by=request.user)
            messages.success(request, _("Der Zyklus ist geöffnet; die Meldungen sind angefragt."))
            return redirect(cycle)
    return render(request, "measures/cycle_form.html", {"form": form})


def cycle_close(request: HttpRequest, slug: str) -> HttpResponse:
    """The second look before a cycle is frozen for good."""
    cycle = get_for(request, "measures.manage_cycles", _cycles(request), slug=slug)
    if not cycle.is_running:
        raise WrongState(_("Dieser Evaluationszyklus ist bereits geschlossen."))
    summary = cycle_summary(cycle, with_internal=True)
    form = CloseCycleForm(sent(request), has_gaps=bool(summary.awaited))
    if form.is_valid():
        with refusals_on(form, field="force" if summary.awaited else None):
            form.save(cycle=cycle, by=request.user, at=timezone.now())
            messages.success(request, _("Der Zyklus ist geschlossen und eingefroren."))
            return redirect(cycle)
    context = {"form": form, "cycle": cycle, "summary": summary}
    return render(request, "measures/cycle_close.html", context)


def _cycles(request: HttpRequest) -> CycleQuerySet:
    return Cycle.objects.visible_to(request.user).select_related("strategy", "snapshot")
