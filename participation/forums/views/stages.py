"""The office declares what may be done in which part of a topic's window."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.forums import queries
from participation.forums.actions.stages import remove_stage
from participation.forums.forms.stages import StageForm
from participation.forums.models import Topic, TopicStage
from participation.forums.views.access import MANAGE, topic_for
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "POST"])
def stages(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """All stages of a topic, and a form for one more."""
    found = topic_for(request, forum, topic, MANAGE)
    form = StageForm(sent(request), initial={"allows": Topic.Act.values})
    if form.is_valid():
        with refusals_on(form):
            form.add_to(found, by=request.user)
            messages.success(request, _("Der Abschnitt ist angelegt."))
            return redirect("forums:stages", forum, topic)
    rows = queries.stage_rows(found, at=timezone.now())
    context = {"topic": found, "form": form, "rows": rows, "tab": "stages"}
    return render(request, "forums/stages.html", context)


@require_http_methods(["GET", "POST"])
def stage_edit(request: HttpRequest, forum: str, topic: str, pk: int) -> HttpResponse:
    stage = _stage(request, forum, topic, pk)
    known = {name: getattr(stage, name) for name in ("title", "begins_at", "allows")}
    form = StageForm(sent(request), initial=known)
    if form.is_valid():
        with refusals_on(form):
            form.change(stage, by=request.user)
            messages.success(request, _("Der Abschnitt ist gespeichert."))
            return redirect("forums:stages", forum, topic)
    return render(request, "forums/stage_form.html", {"form": form, "topic": stage.topic})


@require_http_methods(["GET", "POST"])
def stage_remove(request: HttpRequest, forum: str, topic: str, pk: int) -> HttpResponse:
    """Ask before a stage goes, because other rules hold from that moment on."""
    stage = _stage(request, forum, topic, pk)
    return confirmed(
        request,
        lambda: remove_stage(stage=stage, by=request.user),
        heading=_("Abschnitt „%(title)s“ entfernen") % {"title": stage.title},
        explanation=_(
            "Der Abschnitt davor gilt dann weiter. Gibt es keinen Abschnitt mehr, ist im ganzen "
            "Zeitraum alles möglich. Geschriebenes bleibt in jedem Fall stehen."
        ),
        action=_("Abschnitt entfernen"),
        done=_("Der Abschnitt ist entfernt."),
        danger=True,
        back=reverse("forums:stages", args=[forum, topic]),
    )


def _stage(request: HttpRequest, forum: str, topic: str, pk: int) -> TopicStage:
    found = topic_for(request, forum, topic, MANAGE)
    rows = TopicStage.objects.filter(topic=found).select_related("topic__forum")
    return get_for(request, None, rows, pk=pk)
