"""The published versions of a survey: what changed, what people were asked, the document itself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from participation.surveys import queries
from participation.surveys.document.changes import Change
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.texts import language_of
from participation.surveys.views.choosing import survey_for_results
from participation.surveys.views.public import PARAMETER, texts_of
from smartregion.core import snapshots
from smartregion.core.worddiff import clean_marked, compare


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """All versions with what changed from one to the next."""
    survey = survey_for_results(request, slug)
    found = [(each, shown_changes(each.changes)) for each in queries.published_list(survey)]
    context = {
        "survey": survey,
        "versions": found,
        "may_manage": request.user.has_perm("participation.manage_surveys", survey),
    }
    return render(request, "surveys/versions.html", context)


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The questionnaire as it was published, for reading."""
    survey = survey_for_results(request, slug)
    found = _version(survey, number)
    questionnaire = questionnaire_of(found)
    language = questionnaire.language_for(request.GET.get(PARAMETER) or get_language())
    context = {
        **texts_of(questionnaire, language),
        "survey": survey,
        "version": found,
        "languages": [language_of(code) for code in questionnaire.languages],
        "pages": queries.read_pages(questionnaire, language),
    }
    return render(request, "surveys/version.html", context)


@require_safe
def version_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The document as it was frozen (docs/survey-version.schema.json)."""
    survey = survey_for_results(request, slug)
    found = _version(survey, number)
    document = snapshots.content_of(found.snapshot)
    name = f"{survey.slug}-fassung-{found.number}.json"
    answer = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _version(survey: Survey, number: int) -> SurveyVersion:
    found = queries.numbered_version(survey, number)
    if found is None:
        raise Http404
    return found


def shown_changes(changes: list[Change]) -> dict[str, Any]:
    """Changes as a page shows them: structure as a list, wordings with their words marked."""
    return {
        "structure": [each for each in changes if each.is_structure],
        "harmless": [each for each in changes if not each.is_structure and not each.is_wording],
        "wordings": [
            (each, *_marked(each), language_of(each.language))
            for each in changes
            if each.is_wording
        ],
        "is_only_wording": bool(changes) and not any(each.is_structure for each in changes),
    }


def _marked(change: Change) -> tuple[SafeString, SafeString]:
    """Both texts with what the other one does not have."""
    old, new = (
        text if change.is_rich else linebreaks(text, autoescape=True)
        for text in (change.old, change.new)
    )
    found = compare(old, new, in_full=False)
    return mark_safe(clean_marked(found.old)), mark_safe(clean_marked(found.new))  # noqa: S308 - cleaned
