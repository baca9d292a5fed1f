"""Files and links beside a topic: laid out by the office, taken along by everybody."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.contributions.actions.materials import move_material
from participation.contributions.forms.materials import MaterialForm
from participation.contributions.views.materials import desk_rows, served, taken_away
from participation.forums.models import Topic, TopicMaterial
from participation.forums.views.access import MANAGE, topic_for
from smartregion.core.access import get_for
from smartregion.core.forms import refusals_on, sent


@login_not_required
@require_safe
def material(request: HttpRequest, forum: str, topic: str, pk: UUID) -> FileResponse:
    """The file itself, for whoever may read its topic."""
    found = topic_for(request, forum, topic)
    return served(get_for(request, None, TopicMaterial.objects.filter(topic=found), pk=pk))


@require_http_methods(["GET", "POST"])
def materials(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """What lies beside a topic, and a form for one more file or link."""
    found = topic_for(request, forum, topic, MANAGE)
    form = MaterialForm(sent(request), request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            form.add_to(found.materials, by=request.user)
            messages.success(request, _("Das Material liegt jetzt beim Thema."))
            return redirect("forums:materials", forum, topic)
    context = {"topic": found, "form": form, "rows": _rows(found), "tab": "materials"}
    return render(request, "forums/materials.html", context)


@require_POST
def material_move(request: HttpRequest, forum: str, topic: str, pk: UUID) -> HttpResponse:
    moved = _material(request, forum, topic, pk)
    direction = "up" if request.POST.get("direction") == "up" else "down"
    move_material(material=moved, among=moved.topic.materials, direction=direction, by=request.user)
    return redirect(f"{reverse('forums:materials', args=[forum, topic])}#material-{pk}")


@require_http_methods(["GET", "POST"])
def material_remove(request: HttpRequest, forum: str, topic: str, pk: UUID) -> HttpResponse:
    gone = _material(request, forum, topic, pk)
    explanation = _("Es steht dann nicht mehr beim Thema. Eine Datei wird gelöscht.")
    back = reverse("forums:materials", args=[forum, topic])
    return taken_away(request, gone, explanation=explanation, back=back)


def _material(request: HttpRequest, forum: str, topic: str, pk: UUID) -> TopicMaterial:
    found = topic_for(request, forum, topic, MANAGE)
    rows = TopicMaterial.objects.filter(topic=found).select_related("topic")
    return get_for(request, None, rows, pk=pk)


def _rows(topic: Topic) -> list[dict[str, Any]]:
    return desk_rows(
        topic.materials.select_related("topic__forum"),
        here=[topic.forum.slug, topic.slug],
        move_url="forums:material_move",
        remove_url="forums:material_remove",
    )
