"""The privacy check of a draft, and the text that the settings make of themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from participation.surveys import actions
from participation.surveys.drafts.compiler import Draft
from participation.surveys.models import Survey
from participation.surveys.privacy.findings import checklists, privacy_findings, without_hint
from participation.surveys.privacy.text import privacy_texts
from participation.surveys.texts import language_of
from participation.surveys.views.editor import MANAGE, managed
from smartregion.core.access import get_for


@require_http_methods(["GET", "POST"])
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """What the texts promise and the settings keep; POST adds the hint to leave out names."""
    survey = _survey(request, slug)
    if request.method == "POST":
        number = actions.add_names_hint(survey=survey, by=request.user)
        text = ngettext(
            "Der Hinweis steht jetzt bei %d Frage.",
            "Der Hinweis steht jetzt bei %d Fragen.",
            number,
        )
        messages.success(request, text % number)
        return redirect("surveys:privacy", slug=slug)
    draft = Draft.of(survey)
    context = {
        "survey": survey,
        "findings": list(privacy_findings(draft)),
        "checklists": checklists(survey),
        "without_hint": without_hint(draft),
        "may_edit": request.user.has_perm(MANAGE, survey),
    }
    return render(request, "surveys/privacy.html", context)


def _survey(request: HttpRequest, slug: str) -> Survey:
    """Data protection reads the settings of every survey, and changes nothing."""
    if request.method == "POST":
        return managed(request, slug)
    return get_for(request, "participation.read_safeguards", Survey.objects.all(), slug=slug)


@require_http_methods(["GET", "POST"])
def privacy_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the text first: taking it over replaces what the office has written."""
    survey = managed(request, slug)
    if request.method == "POST":
        actions.take_privacy_text(survey=survey, by=request.user)
        messages.success(
            request, _("Der Datenschutzhinweis ist übernommen. Prüfen und ergänzen Sie ihn hier.")
        )
        return redirect("surveys:details", slug=slug)
    texts = [(language_of(code), text) for code, text in privacy_texts(survey).items()]
    return render(request, "surveys/privacy_text.html", {"survey": survey, "texts": texts})
