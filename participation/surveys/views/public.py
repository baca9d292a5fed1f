"""What everybody sees before and after answering. No account, no cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from participation.surveys import queries
from participation.surveys.forms.access import AccessForm
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.texts import Texts, say
from smartregion.core.access import get_for


@login_not_required
@require_safe
def survey_list(request: HttpRequest) -> HttpResponse:
    """Surveys that are open, planned or closed."""
    surveys = queries.public_surveys(at=timezone.now(), language=get_language())
    context = {
        "surveys": surveys,
        "may_manage": request.user.has_perm("participation.view_results"),
    }
    return render(request, "surveys/survey_list.html", context)


@login_not_required
@require_safe
def intro(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is about, what happens to the answers, and the button to begin."""
    survey, version = published(request, slug)
    return show_intro(request, survey, version, AccessForm())


def show_intro(
    request: HttpRequest,
    survey: Survey,
    version: SurveyVersion,
    access: AccessForm,
    *,
    refusal: str = "",
) -> HttpResponse:
    """The page before the first question; ``refusal`` says why this person cannot begin."""
    questionnaire = questionnaire_of(version)
    context = {
        "survey": survey,
        "version": version,
        "access": access if survey.mode == Survey.Mode.CODE else None,
        "needs_login": survey.mode == Survey.Mode.ACCOUNT and not request.user.is_authenticated,
        "refusal": refusal,
        "phase": survey.phase(timezone.now()),
        "may_manage": request.user.has_perm("participation.view_results"),
        **texts_of(questionnaire),
    }
    return render(request, "surveys/intro.html", context)


def published(request: HttpRequest, slug: str) -> tuple[Survey, SurveyVersion]:
    """A survey with its latest version; one that was never published does not exist here."""
    survey = get_for(request, None, Survey.objects.published(), slug=slug)
    version = queries.latest_version(survey)
    if version is None:
        raise Http404
    return survey, version


def texts_of(questionnaire: Questionnaire) -> dict[str, object]:
    """The texts in the language of the page, or in the first language of the survey."""
    language = questionnaire.language_for(get_language())

    def spoken(texts: Texts) -> str:
        return say(texts, language)

    return {
        "questionnaire": questionnaire,
        "text_language": language,
        "is_other_language": language != get_language(),
        "title": spoken(questionnaire.title),
        "intro": spoken(questionnaire.intro),
        "privacy": spoken(questionnaire.privacy),
        "closing": spoken(questionnaire.closing),
    }
