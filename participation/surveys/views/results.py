"""Figures and free texts, for those who evaluate."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.surveys import actions, queries
from participation.surveys.charts import base_note, chart_of
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.privacy.retention import erased_sentence
from participation.surveys.queries.filters import Filter
from participation.surveys.results import QuestionResult
from participation.surveys.texts import MAIN_LANGUAGE
from participation.surveys.views.editor import MANAGE
from smartregion.core.access import get_for
from smartregion.core.numbers import count_from

TEXTS_PER_PAGE = 50


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """All questions with figures, over all versions or for one of them."""
    survey = survey_for_results(request, slug)
    version = _chosen_version(request, survey)
    figures = queries.survey_results(
        version or survey,
        language=get_language() or MAIN_LANGUAGE,
        chosen=Filter(unsuspicious=_is_adjusted(request)),
    )
    context = {
        "survey": survey,
        "may_manage": request.user.has_perm(MANAGE, survey),
        "results": figures,
        "erased": erased_sentence(survey.erased_on) if survey.erased_on else "",
        "chosen_version": version.number if version else None,
        "version_choices": survey.versions.defer("schema"),
        "questions": [
            {"result": each, "chart": chart_of(each, title=_title(each)), "base": base_note(each)}
            for each in figures.questions
        ],
    }
    return render(request, "surveys/results.html", context)


def _chosen_version(request: HttpRequest, survey: Survey) -> SurveyVersion | None:
    wanted = request.GET.get("version")
    if wanted is None:
        return None
    number = count_from(wanted)
    if number is None:
        raise Http404
    return get_object_or_404(survey.versions, number=number)


def _is_adjusted(request: HttpRequest) -> bool:
    """Whether suspicious responses are left out."""
    return request.GET.get("without") == "suspicious"


def _title(result: QuestionResult) -> str:
    # The question itself stands above as heading.
    return _("Antworten auf Frage %d") % result.number


@require_safe
def texts(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Everything that was written in answer to one question."""
    survey = survey_for_results(request, slug)
    figures = queries.asked_texts(survey, language=get_language() or MAIN_LANGUAGE)
    if code not in figures:
        raise Http404
    if survey.erased_on is None:
        actions.note_raw_access(survey=survey, what=f"texts {code}", by=request.user)
    is_adjusted = _is_adjusted(request)
    found = queries.free_texts(survey, code, unsuspicious=is_adjusted)
    said = Paginator(found, TEXTS_PER_PAGE)
    context = {
        "survey": survey,
        "question": figures[code],
        "is_adjusted": is_adjusted,
        "has_suspicious": queries.has_suspicious(survey),
        "erased": erased_sentence(survey.erased_on) if survey.erased_on else "",
        "page_obj": said.get_page(request.GET.get("page")),
    }
    return render(request, "surveys/texts.html", context)


def survey_for_results(request: HttpRequest, slug: str) -> Survey:
    """A survey, for those who may see what was answered."""
    visible = Survey.objects.visible_to(request.user)
    return get_for(request, "participation.view_results", visible, slug=slug)
