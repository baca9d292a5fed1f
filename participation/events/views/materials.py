"""Files and links beside an event, laid out by the office."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participation.contributions.actions.materials import move_material
from participation.contributions.forms.materials import MaterialForm
from participation.contributions.views.materials import desk_rows, taken_away
from participation.events.models import Event, EventMaterial
from participation.events.views.access import MANAGE, event_for
from smartregion.core.access import get_for
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "POST"])
def materials(request: HttpRequest, slug: str) -> HttpResponse:
    """What lies beside an event, and a form for one more file or link."""
    found = event_for(request, slug, MANAGE)
    form = MaterialForm(sent(request), request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            form.add_to(found.materials, by=request.user)
            messages.success(request, _("Das Material liegt jetzt bei der Veranstaltung."))
            return redirect("events:materials", slug)
    context = {"event": found, "form": form, "rows": _rows(found), "tab": "materials"}
    return render(request, "events/materials.html", context)


@require_POST
def material_move(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    moved = _material(request, slug, pk)
    direction = "up" if request.POST.get("direction") == "up" else "down"
    among = moved.event.materials
    move_material(material=moved, among=among, direction=direction, by=request.user)
    return redirect(f"{reverse('events:materials', args=[slug])}#material-{pk}")


@require_http_methods(["GET", "POST"])
def material_remove(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    gone = _material(request, slug, pk)
    explanation = _("Es steht dann nicht mehr bei der Veranstaltung. Eine Datei wird gelöscht.")
    back = reverse("events:materials", args=[slug])
    return taken_away(request, gone, explanation=explanation, back=back)


def _material(request: HttpRequest, slug: str, pk: UUID) -> EventMaterial:
    found = event_for(request, slug, MANAGE)
    rows = EventMaterial.objects.filter(event=found).select_related("event")
    return get_for(request, None, rows, pk=pk)


def _rows(event: Event) -> list[dict[str, Any]]:
    return desk_rows(
        event.materials.select_related("event"),
        here=[event.slug],
        move_url="events:material_move",
        remove_url="events:material_remove",
    )
