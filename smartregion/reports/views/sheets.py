"""Short reports ordered from the page they are about: a cycle, two of them, a measure, two versions."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from measures.models import Cycle, Measure
from measures.queries.readings import cycle_before
from smartregion.core.access import require
from smartregion.core.forms import refusals_on, sent
from smartregion.core.numbers import count_from
from smartregion.reports.briefs import Brief
from smartregion.reports.forms.sheets import SheetForm
from smartregion.reports.models import Kind
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.queries.manuscripts import usual_brief
from smartregion.reports.views.ordering import ordered
from strategy.models import StrategyVersion

# What has words of people or answers that are waited for is ordered on its own page.
SHEETS = (Kind.CYCLE, Kind.COUNCIL, Kind.PROFILE, Kind.CATALOGUE, Kind.SYNOPSIS)


def sheet_order(request: HttpRequest, kind: str) -> HttpResponse:
    """What the page says from which somebody came is filled in."""
    require(request, "reports.order")
    if kind not in SHEETS:
        raise Http404
    form = SheetForm(sent(request), kind=kind, person=request.user, brief=_asked(request, kind))
    if form.is_valid():
        with refusals_on(form):
            report = form.order(by=request.user, at=timezone.now())
            messages.success(request, ordered())
            return redirect(report.workshop_url)
    context = {
        "form": form,
        "kind": Kind(kind),
        "purpose": OUTLINES[kind].purpose,
        "may_write": request.user.has_perm("reports.write"),
    }
    return render(request, "reports/sheet_order.html", context)


def _asked(request: HttpRequest, kind: str) -> Brief:
    """The subjects in the address; what it does not name, or nobody may see, is what is usual."""
    asked: dict[str, Any] = {
        "cycle": _cycle(request, "zyklus"),
        "earlier_cycle": _cycle(request, "vergleich"),
        "measure": Measure.objects.public().filter(number=request.GET.get("massnahme", "")).first(),
        "version": _version(request, "fassung"),
        "earlier_version": _version(request, "aeltere"),
    }
    outline = OUTLINES[kind]
    taken = {*outline.needs, *outline.takes}
    named = {name: value for name, value in asked.items() if value and name in taken}
    usual = usual_brief(kind)
    if "cycle" in named and "earlier_cycle" not in named and "earlier_cycle" in taken:
        named["earlier_cycle"] = cycle_before(named["cycle"])
    return replace(usual, **named)


def _cycle(request: HttpRequest, name: str) -> Cycle | None:
    return Cycle.objects.closed().filter(slug=request.GET.get(name, "")).first()


def _version(request: HttpRequest, name: str) -> StrategyVersion | None:
    key = count_from(request.GET.get(name, ""))
    return StrategyVersion.objects.visible_to(request.user).filter(pk=key).first() if key else None
