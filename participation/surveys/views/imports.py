"""Questionnaires from files: first what a file would bring and what not, then the draft."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.surveys import actions, queries
from participation.surveys.forms.editing import proposed_window
from participation.surveys.forms.imports import QuestionnaireFileForm
from participation.surveys.interchange.files import read_file
from participation.surveys.interchange.pending import keep, kept
from participation.surveys.views.editor import MANAGE, managed
from smartregion.core.access import require
from smartregion.core.forms import sent


@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Choose a file and see what it holds. Nothing is stored before somebody says so."""
    require(request, MANAGE)
    if "token" in request.POST:
        return _store(request)
    form = QuestionnaireFileForm(sent(request), request.FILES or None)
    if not form.is_valid():
        return render(request, "surveys/import.html", {"form": form})
    context = {
        "brought": queries.brought(form.imported.questionnaire),
        "losses": queries.grouped_losses(form.imported.losses),
        "format": form.format.label,
        "file_name": form.pending.name,
        "token": keep(form.pending, by=request.user),
    }
    return render(request, "surveys/import_check.html", context)


def _store(request: HttpRequest) -> HttpResponse:
    pending = kept(request.POST["token"], by=request.user)
    if pending is None:
        messages.error(
            request, _("Die geprüfte Datei liegt nicht mehr vor. Bitte wählen Sie sie noch einmal.")
        )
        return redirect("surveys:import_file")
    found, imported = read_file(pending.name, pending.data)
    at = timezone.now()
    survey = actions.import_survey(
        imported=imported,
        file_name=pending.name,
        format=found,
        by=request.user,
        at=at,
        **proposed_window(at),
    )
    messages.success(
        request, _("Der Entwurf ist angelegt. Prüfen Sie jetzt Angaben, Fragen und Bedingungen.")
    )
    return redirect("surveys:edit", slug=survey.slug)


@require_safe
def import_report(request: HttpRequest, slug: str) -> HttpResponse:
    """What did not come along when this survey was read from a file."""
    survey = managed(request, slug)
    imported = queries.import_of(survey)
    if imported is None:
        raise Http404
    losses = queries.grouped_losses(queries.losses_of(imported.report))
    context = {"survey": survey, "imported": imported, "losses": losses}
    return render(request, "surveys/import_report.html", context)
