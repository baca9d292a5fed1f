"""The frame of strategies: its public page, and keeping it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import sent
from strategy import actions, queries
from strategy.forms import FrameFilter, FrameworkForm
from strategy.models import Framework

KEEP = "strategy.keep_frame"


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    """What already holds in the county and above it; the filters stand in the address."""
    fields = queries.fields_of_action(language=get_language() or queries.GERMAN)
    wanted = FrameFilter(request.GET, fields=fields)
    frame = queries.frame_of(
        fields,
        on=timezone.localdate(),
        standing=wanted.standing_wanted,
        touching=wanted.field_wanted,
    )
    return render(request, "strategy/frame.html", {"frame": frame, "filter": wanted})


def manage(request: HttpRequest) -> HttpResponse:
    """All documents, with what is still missing of each."""
    require(request, KEEP)
    fields = queries.fields_of_action(language=queries.GERMAN)
    entries = queries.entries_of(fields, on=timezone.localdate())
    return render(request, "strategy/frame_manage.html", {"entries": entries})


def create(request: HttpRequest) -> HttpResponse:
    require(request, KEEP)
    return _edit(request, Framework())


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, get_for(request, KEEP, Framework.objects.all(), pk=pk))


def _edit(request: HttpRequest, framework: Framework) -> HttpResponse:
    form = FrameworkForm(sent(request), instance=framework)
    if form.is_valid():
        form.store(by=request.user)
        messages.success(request, _("„%(title)s“ ist gespeichert.") % {"title": framework.title})
        return redirect("strategy:frame_manage")
    context = {"form": form, "framework": framework}
    return render(request, "strategy/framework_form.html", context)


def delete(request: HttpRequest, pk: int) -> HttpResponse:
    framework = get_for(request, KEEP, Framework.objects.all(), pk=pk)
    return confirmed(
        request,
        lambda: actions.remove_framework(framework=framework, by=request.user),
        heading=_("„%(title)s“ löschen?") % {"title": framework.title},
        explanation=_(
            "Löschen Sie nur, was irrtümlich eingetragen wurde. Was ausgelaufen ist, darf"
            " stehen bleiben: Tragen Sie dann unter „gilt bis“ das Ende ein."
        ),
        action=_("Dokument löschen"),
        done=_("„%(title)s“ ist gelöscht.") % {"title": framework.title},
        danger=True,
        back="strategy:frame_manage",
    )
