"""Quotas: how far they are filled, and the ones of the draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.surveys import actions, queries
from participation.surveys.document.condition_words import subjects_of, told
from participation.surveys.drafts.compiler import Draft
from participation.surveys.forms.conditions import ConditionForm
from participation.surveys.forms.quotas import QuotaForm
from participation.surveys.models import Quota, Survey
from participation.surveys.views.choosing import survey_for_results
from participation.surveys.views.editor import MANAGE, ask_deletion, managed
from smartregion.core.access import get_for
from smartregion.core.forms import sent


@require_safe
def quotas(request: HttpRequest, slug: str) -> HttpResponse:
    """Every quota of the draft: who belongs to it, and how many of them have answered."""
    survey = survey_for_results(request, slug)
    draft = Draft.of(survey)
    subjects = subjects_of(draft.questions)
    found = queries.quota_progress(survey, draft.quotas)
    lines = [{"progress": each, "words": told(each.quota.condition, subjects)} for each in found]
    context = {
        "survey": survey,
        "lines": lines,
        "has_questions": bool(draft.questions),
        "is_veiled": survey.awaits_codes(timezone.localdate()),
        "may_manage": request.user.has_perm(MANAGE, survey),
        "is_waiting": survey.state != Survey.State.DRAFT
        and not all(each.is_settled for each in found),
    }
    return render(request, "surveys/quotas.html", context)


@require_http_methods(["GET", "POST"])
def quota_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new group with its limit."""
    return _quota_form(request, Quota(survey=managed(request, slug)))


@require_http_methods(["GET", "POST"])
def quota_edit(request: HttpRequest, slug: str, quota: int) -> HttpResponse:
    """Change a group."""
    return _quota_form(request, _quota(request, slug, quota))


def _quota_form(request: HttpRequest, quota: Quota) -> HttpResponse:
    survey, data = quota.survey, sent(request)
    questions = Draft.of(survey).questions
    condition = ConditionForm(
        data, condition=quota.condition, questions=questions, is_required=True
    )
    if condition.is_pressed:
        condition = condition.pressed()
        form = QuotaForm(quota=quota, kept=data)
    else:
        form = QuotaForm(data, quota=quota)
        # Both are judged, so that all that is wrong is told at once.
        if all([form.is_valid(), condition.is_valid()]):
            form.save(condition=condition.document(), by=request.user)
            messages.success(request, _("Die Quote ist gespeichert."))
            return redirect("surveys:quotas", slug=survey.slug)
    context = {
        "survey": survey,
        "quota": quota,
        "form": form,
        "condition": condition,
        "has_questions": bool(questions),
    }
    return render(request, "surveys/quota_form.html", context)


@require_http_methods(["GET", "POST"])
def quota_delete(request: HttpRequest, slug: str, quota: int) -> HttpResponse:
    """Ask, then delete a group."""
    found = _quota(request, slug, quota)
    if request.method == "POST":
        actions.delete_quota(quota=found, by=request.user)
        messages.success(request, _("Die Quote ist gelöscht."))
        return redirect("surveys:quotas", slug=slug)
    return ask_deletion(
        request,
        heading=_("Quote „%s“ löschen") % found,
        explanation=_(
            "Solange die Umfrage nicht neu veröffentlicht ist, gilt die Quote weiter. Antworten gehen nicht verloren."
        ),
        back_url=reverse("surveys:quotas", args=[slug]),
    )


def _quota(request: HttpRequest, slug: str, quota: int) -> Quota:
    survey: Survey = managed(request, slug)
    mine = Quota.objects.filter(survey=survey).select_related("survey")
    return get_for(request, MANAGE, mine, pk=quota)
