"""Figures of surveys beside a measure: placed, brought up to date, taken away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from measures import actions
from measures.forms.evidence import EvidenceForm
from measures.models import Evidence
from measures.views.access import CHANGE, measure_for
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


def evidence_add(request: HttpRequest, number: str) -> HttpResponse:
    """Choose a figure out of what was released."""
    measure = measure_for(request, number, CHANGE)
    form = EvidenceForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            form.save(measure=measure, by=request.user, at=timezone.now())
            messages.success(request, _("Die Zahl steht jetzt bei der Maßnahme."))
            return redirect(measure)
    return render(request, "measures/evidence_add.html", {"form": form, "measure": measure})


@require_POST
def evidence_renew(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take the figure from the newest release."""
    evidence = _evidence(request, number, pk)
    actions.renew_evidence(evidence=evidence, by=request.user, at=timezone.now())
    messages.success(request, _("Die Zahl kommt jetzt aus der neuesten Veröffentlichung."))
    return redirect(evidence.measure)


def evidence_remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a figure away, after asking."""
    evidence = _evidence(request, number, pk)
    return confirmed(
        request,
        lambda: actions.remove_evidence(evidence=evidence, by=request.user, at=timezone.now()),
        heading=_("Zahl von der Maßnahme nehmen?"),
        explanation=_("Die Veröffentlichung selbst bleibt, wie sie ist."),
        action=_("Zahl wegnehmen"),
        done=_("Die Zahl steht nicht mehr bei der Maßnahme."),
        danger=True,
        back=evidence.measure,
    )


def _evidence(request: HttpRequest, number: str, pk: int) -> Evidence:
    measure = measure_for(request, number, CHANGE)
    evidence = measure.evidence.select_related("publication__survey", "publication__snapshot")
    return get_object_or_404(evidence, pk=pk)
