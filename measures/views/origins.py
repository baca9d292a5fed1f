"""Where a measure comes from: entered, and taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.origins import remove_origin
from measures.forms.origins import OriginForm
from measures.models import Origin
from measures.queries.origins import origins_of
from measures.views.access import CHANGE, measure_for
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


def origin_add(request: HttpRequest, number: str) -> HttpResponse:
    """One page for each kind of origin; below it stands what is entered already."""
    measure = measure_for(request, number, CHANGE)
    kind = _kind(request)
    form = OriginForm(sent(request), measure=measure, by=request.user, kind=kind)
    if form.is_valid():
        with refusals_on(form):
            form.save(at=timezone.now())
            messages.success(request, _("Die Herkunft ist eingetragen."))
            return redirect(measure)
    context = {
        "form": form,
        "measure": measure,
        "kind": kind,
        "kinds": Origin.Kind.choices,
        "entered": origins_of([measure.pk], visible_to=request.user).get(measure.pk, []),
    }
    return render(request, "measures/origin_add.html", context)


def origin_remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take back what was entered by mistake, after asking."""
    measure = measure_for(request, number, CHANGE)
    origin = get_object_or_404(measure.origins.select_related("measure"), pk=pk)
    return confirmed(
        request,
        lambda: remove_origin(origin=origin, by=request.user, at=timezone.now()),
        heading=_("Herkunft entfernen?"),
        explanation=_(
            "„%(origin)s“ steht dann nicht mehr bei der Maßnahme. Der Beitrag oder die "
            "Feststellung selbst bleibt, wie sie ist."
        )
        % {"origin": origin},
        action=_("Herkunft entfernen"),
        done=_("Die Herkunft ist entfernt."),
        danger=True,
        back=measure,
    )


def _kind(request: HttpRequest) -> str:
    """The kind that was sent, or chosen by a tab; a contribution unless something else is asked for."""
    wanted = request.POST.get("kind") or request.GET.get("art", "")
    return wanted if wanted in Origin.Kind.values else Origin.Kind.CONTRIBUTION
