"""Keeping the public timeline."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.forms import sent
from strategy import actions, queries
from strategy.forms import PhaseForm
from strategy.models import ProcessPhase, Strategy


def listing(request: HttpRequest, slug: str) -> HttpResponse:
    strategy = get_for(request, "strategy.open_version", Strategy.objects.all(), slug=slug)
    context = {"strategy": strategy, "phases": queries.phases_with_participants(strategy)}
    return render(request, "strategy/phases.html", context)


def create(request: HttpRequest, slug: str) -> HttpResponse:
    strategy = get_for(request, "strategy.open_version", Strategy.objects.all(), slug=slug)
    return _edit(request, ProcessPhase(strategy=strategy))


def edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _edit(request, _phase_for(request, slug, pk))


def _edit(request: HttpRequest, phase: ProcessPhase) -> HttpResponse:
    form = PhaseForm(sent(request), instance=phase)
    if form.is_valid():
        form.store(by=request.user)
        messages.success(request, _("Der Schritt ist gespeichert."))
        return redirect("strategy:phases", phase.strategy.slug)
    context = {
        "form": form,
        "strategy": phase.strategy,
        "phase": phase,
        "occasions": queries.occasions_in(phase) if phase.pk else [],
    }
    return render(request, "strategy/phase_form.html", context)


def delete(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    phase = _phase_for(request, slug, pk)
    return confirmed(
        request,
        lambda: actions.remove_phase(phase=phase, by=request.user),
        heading=_("Schritt „%(title)s“ löschen?") % {"title": phase.title},
        explanation=_("Er verschwindet aus der öffentlichen Zeitleiste."),
        action=_("Schritt löschen"),
        done=_("Der Schritt ist gelöscht."),
        danger=True,
        back=reverse("strategy:phases", args=[slug]),
    )


def _phase_for(request: HttpRequest, slug: str, pk: int) -> ProcessPhase:
    phases = ProcessPhase.objects.select_related("strategy")
    return get_for(request, "strategy.open_version", phases, strategy__slug=slug, pk=pk)
