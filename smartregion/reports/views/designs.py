"""Pages of designs: how reports look."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent
from smartregion.core.numbers import number
from smartregion.core.palette import WHITE, contrast
from smartregion.reports.actions.designs import delete_design
from smartregion.reports.forms.designs import DesignForm
from smartregion.reports.models import Design
from smartregion.reports.views.reports import rights

LIST = "reports:design_list"


def design_list(request: HttpRequest) -> HttpResponse:
    require(request, "reports.write")
    designs = Design.objects.annotate(uses=Count("manuscripts"))
    shown = [(design, _measured(design)) for design in designs]
    return render(request, "reports/design_list.html", {"designs": shown, **rights(request)})


def _measured(design: Design) -> list[tuple[str, str, str]]:
    """Both colours by name, with their contrast to white."""
    colours = ((_("Hauptfarbe"), design.colour), (_("Akzentfarbe"), design.accent))
    return [(name, colour, number(contrast(colour, WHITE), 1)) for name, colour in colours]


def design_create(request: HttpRequest) -> HttpResponse:
    require(request, "reports.write")
    return _edit(request, Design())


def design_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, get_for(request, "reports.write", Design.objects.all(), pk=pk))


def _edit(request: HttpRequest, design: Design) -> HttpResponse:
    form = DesignForm(sent(request), request.FILES or None, instance=design)
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user)
            messages.success(request, _("Die Gestaltung ist gespeichert."))
            return redirect(LIST)
    # The instance takes what was typed; the heading names the design as it is stored.
    stored = Design.objects.filter(pk=design.pk).first()
    return render(request, "reports/design_form.html", {"form": form, "design": stored})


def design_delete(request: HttpRequest, pk: int) -> HttpResponse:
    design = get_for(request, "reports.write", Design.objects.all(), pk=pk)
    return confirmed(
        request,
        lambda: delete_design(design=design, by=request.user),
        done=_("Die Gestaltung ist gelöscht."),
        back=LIST,
        heading=_("Gestaltung „%(name)s“ löschen?") % {"name": design},
        explanation=_("Fertige Berichte behalten ihr Aussehen."),
        action=_("Löschen"),
        danger=True,
    )
