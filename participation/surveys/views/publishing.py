"""From draft to published version, and opening and closing. Each step asks first."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.surveys import actions, queries
from participation.surveys.compiler import Draft, compile_draft, problems_of
from participation.surveys.forms.editing import ReopenForm
from participation.surveys.models import Survey
from participation.surveys.screens import Screen
from participation.surveys.views.answering import page_context
from participation.surveys.views.editor import managed
from participation.surveys.way import whole_way
from smartregion.core.forms import refusals_on, sent
from smartregion.core.numbers import count_from


@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as people will see it; nothing is stored."""
    survey = managed(request, slug)
    questionnaire = compile_draft(Draft.of(survey))
    if not questionnaire.pages:
        messages.warning(request, _("Die Umfrage hat noch keine Seite."))
        return redirect("surveys:edit", slug=slug)
    wanted = count_from(request.GET.get("page", "")) or 1
    number = min(wanted, len(questionnaire.pages))
    screen = Screen(
        questionnaire=questionnaire,
        key=object(),
        way=whole_way(questionnaire),
        page=number - 1,
        language=questionnaire.language_for(get_language()),
        seed="",
        typed={},
        faults={},
    )
    context = {
        **page_context(screen),
        "questions": screen.html,
        "survey": survey,
        "is_preview": True,
        "next_number": number + 1,
        "previous_number": number - 1,
    }
    return render(request, "surveys/preview.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    survey = managed(request, slug)
    refusals: list[str] = []
    if request.method == "POST":
        try:
            version = actions.publish_survey(survey=survey, by=request.user, at=timezone.now())
        except ValidationError as refusal:
            refusals = refusal.messages
        else:
            text = _("Fassung %d ist veröffentlicht.") % version.number
            messages.success(request, text)
            return redirect("surveys:edit", slug=slug)
    context = {
        "survey": survey,
        "latest": queries.latest_version(survey),
        "problems": problems_of(Draft.of(survey)),
        "refusals": refusals,
    }
    return render(request, "surveys/publish.html", context)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, slug: str) -> HttpResponse:
    survey = managed(request, slug)
    if request.method == "POST":
        actions.close_survey(survey=survey, by=request.user, at=timezone.now())
        messages.success(request, _("Die Umfrage ist geschlossen."))
        return redirect("surveys:edit", slug=slug)
    context = {
        "heading": _("Umfrage „%s“ schließen") % survey,
        "explanation": _(
            "Niemand kann die Umfrage mehr beginnen. Wer schon begonnen hat, darf noch 30 Minuten lang absenden."
        ),
        "action": _("Schließen"),
        "cancel_url": _edit_url(survey),
    }
    return render(request, "ui/confirm.html", context)


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
