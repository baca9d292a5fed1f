"""Projects of working groups, and the way from each to a proposed measure."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.forms import ProjectMeasureForm
from measures.queries import project_rows
from measures.queries.projects import projects
from smartregion.core.access import require
from smartregion.core.forms import refusals_on, sent


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    """What working groups handed in, those without a measure first."""
    require(request, "measures.manage")
    return render(request, "measures/project_list.html", {"rows": project_rows()})


@require_http_methods(["GET", "POST"])
def project_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """The profile of a measure with all that the project says filled in."""
    require(request, "measures.manage")
    profile = get_object_or_404(projects(), pk=pk)
    form = ProjectMeasureForm(
        sent(request), profile=profile, by=request.user, on=timezone.localdate()
    )
    if form.is_valid():
        with refusals_on(form):
            measure = form.propose(at=timezone.now())
            messages.success(
                request, _("Die Maßnahme ist vorgeschlagen; das Projekt steht als Herkunft darin.")
            )
            return redirect(measure)
    return render(request, "measures/measure_form.html", {"form": form, "project": profile})
