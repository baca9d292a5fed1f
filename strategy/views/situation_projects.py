"""Existing projects: the public list, and how the office keeps it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent
from strategy.actions.situation_projects import remove_existing_project
from strategy.forms.situation_projects import ExistingProjectFilter, ExistingProjectForm
from strategy.models import ExistingProject
from strategy.queries.situation_projects import projects_for

KEEP = "strategy.keep_situation"


@login_not_required
def listing(request: HttpRequest) -> HttpResponse:
    """What is already there; the filters stand in the address."""
    wanted = ExistingProjectFilter(request.GET, visible_to=request.user)
    context = {"filter": wanted, "projects": wanted.apply(projects_for(request.user))}
    return render(request, "strategy/situation_projects.html", context)


def manage(request: HttpRequest) -> HttpResponse:
    require(request, KEEP)
    context = {"projects": projects_for(request.user)}
    return render(request, "strategy/situation_projects_manage.html", context)


def create(request: HttpRequest) -> HttpResponse:
    require(request, KEEP)
    return _edit(request, ExistingProject())


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, _project(request, pk))


def _edit(request: HttpRequest, project: ExistingProject) -> HttpResponse:
    title = project.title
    form = ExistingProjectForm(sent(request), instance=project, by=request.user)
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user)
            messages.success(request, _("Das Projekt ist gespeichert."))
            return redirect("strategy:existing_project_manage")
    context = {"form": form, "project": project, "title": title}
    return render(request, "strategy/situation_project_form.html", context)


def delete(request: HttpRequest, pk: int) -> HttpResponse:
    project = _project(request, pk)
    return confirmed(
        request,
        lambda: remove_existing_project(project=project, by=request.user),
        heading=_("Projekt „%(title)s“ löschen?") % {"title": project.title},
        explanation=_(
            "Es verschwindet aus der öffentlichen Liste. Ist es zu Ende, setzen Sie besser den Stand auf „abgeschlossen“."
        ),
        action=_("Projekt löschen"),
        done=_("Das Projekt ist aus der Liste gelöscht."),
        danger=True,
        back="strategy:existing_project_manage",
        cancel_url=reverse("strategy:existing_project_edit", args=[pk]),
    )


def _project(request: HttpRequest, pk: int) -> ExistingProject:
    return get_for(request, KEEP, ExistingProject.objects.all(), pk=pk)
