"""From draft to published version, and opening and closing. Each step asks first."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.surveys import actions, queries
from participation.surveys.checks.findings import errors, warnings
from participation.surveys.checks.opening import findings_of
from participation.surveys.document.changes import changes_between
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.drafts.compiler import Draft, compile_draft
from participation.surveys.forms.editing import ReopenForm
from participation.surveys.forms.publishing import PublishForm
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.views.editor import managed
from participation.surveys.views.versions import shown_changes
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """The list of checks: errors stand against it, warnings have to be accepted."""
    survey = managed(request, slug)
    draft, latest = Draft.of(survey), queries.latest_version(survey)
    findings = findings_of(draft)
    is_hindered = bool(errors(findings))
    form = PublishForm(sent(request), warnings=warnings(findings))
    if not is_hindered and form.is_valid():
        with refusals_on(form):
            version = form.save(survey=survey, by=request.user, at=timezone.now())
            messages.success(request, _("Fassung %d ist veröffentlicht.") % version.number)
            return redirect("surveys:edit", slug=slug)
    context = {
        "survey": survey,
        "latest": latest,
        "changes": _changes(draft, latest) if latest and not is_hindered else None,
        "findings": findings,
        "is_hindered": is_hindered,
        "is_to_read": True,
        "form": form,
    }
    return render(request, "surveys/publish.html", context)


def _changes(draft: Draft, latest: SurveyVersion) -> dict[str, Any]:
    """What people will be asked differently."""
    return shown_changes(changes_between(questionnaire_of(latest), compile_draft(draft)))


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, slug: str) -> HttpResponse:
    survey = managed(request, slug)
    return confirmed(
        request,
        lambda: actions.close_survey(survey=survey, by=request.user, at=timezone.now()),
        heading=_("Umfrage „%s“ schließen") % survey,
        explanation=_(
            "Niemand kann die Umfrage mehr beginnen. Wer schon begonnen hat, darf noch 30 Minuten lang absenden."
        ),
        action=_("Schließen"),
        done=_("Die Umfrage ist geschlossen."),
        back=_edit_url(survey),
    )


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    survey = managed(request, slug)
    form = ReopenForm(sent(request))
    if form.is_valid():
        with refusals_on(form, field="closes_at"):
            form.save(survey=survey, by=request.user, at=timezone.now())
            messages.success(request, _("Die Umfrage ist wieder geöffnet."))
            return redirect("surveys:edit", slug=slug)
    context = {
        "form": form,
        "heading": _("Umfrage „%s“ wieder öffnen") % survey,
        "explanation": _("Ab sofort sind wieder Antworten möglich, bis zum neuen Ende."),
        "action": _("Wieder öffnen"),
        "cancel_url": _edit_url(survey),
    }
    return render(request, "ui/confirm.html", context)


def _edit_url(survey: Survey) -> str:
    return reverse("surveys:edit", args=[survey.slug])
