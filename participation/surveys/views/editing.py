"""Surveys in the making: the list, the outline of one, its texts and settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.surveys import actions, queries
from participation.surveys.checks.estimate import estimated
from participation.surveys.drafts.compiler import Draft
from participation.surveys.forms.editing import SurveyForm, proposed_window
from participation.surveys.models import Survey
from participation.surveys.views.editor import MANAGE, back_to_outline, managed, show_outline
from smartregion.core.access import require
from smartregion.core.forms import sent
from smartregion.core.framing import holds_frame


@require_safe
def manage_list(request: HttpRequest) -> HttpResponse:
    """All surveys that one may evaluate, drafts too, with the number of responses."""
    require(request, "participation.list_surveys")
    context = {
        "surveys": queries.managed_surveys(
            Survey.objects.evaluable_by(request.user), at=timezone.now(), language=get_language()
        ),
        "may_edit": request.user.has_perm(MANAGE),
    }
    return render(request, "surveys/manage_list.html", context)


@require_safe
@holds_frame
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Pages and questions in one view, beside them the page as people will see it."""
    return show_outline(request, managed(request, slug))


@require_POST
def take_minutes(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell people the time that was estimated."""
    survey = managed(request, slug)
    minutes = estimated(Draft.of(survey)).minutes
    actions.change_survey(survey=survey, by=request.user, minutes=minutes)
    return back_to_outline(request, survey)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    require(request, MANAGE)
    form = SurveyForm(sent(request), initial=proposed_window(timezone.now()))
    if form.is_valid():
        survey = form.save(by=request.user)
        messages.success(
            request, _("Der Entwurf ist angelegt. Fügen Sie jetzt Seiten und Fragen hinzu.")
        )
        return redirect("surveys:edit", slug=survey.slug)
    return render(request, "surveys/details.html", {"form": form})


@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, slug: str) -> HttpResponse:
    """Texts, languages and the window of time."""
    survey = managed(request, slug)
    form = SurveyForm(sent(request), survey=survey)
    if form.is_valid():
        form.save(by=request.user)
        messages.success(request, _("Die Angaben sind gespeichert."))
        return redirect("surveys:edit", slug=survey.slug)
    return render(request, "surveys/details.html", {"form": form, "survey": survey})


@require_POST
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """A new draft with everything this survey asks."""
    # The copy is a survey of its own: for those who may make one.
    require(request, MANAGE)
    made = actions.copy_survey(survey=managed(request, slug), by=request.user)
    messages.success(
        request, _("Das ist die Kopie, noch als Entwurf. Prüfen Sie Titel und Zeitraum.")
    )
    return redirect("surveys:details", slug=made.slug)
