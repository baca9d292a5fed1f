"""What everybody sees before and after answering. No account, no cookie."""

from dataclasses import dataclass, replace

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from participation.surveys import queries
from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.forms.access import AccessForm
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.paper.form import may_download
from participation.surveys.queries.releases import released_surveys
from participation.surveys.texts import Language, Texts, language_of, say, speaking
from smartregion.core.access import get_for

# How an address names the language of the questions.
PARAMETER = "sprache"
ANSWERED = _("Mit Ihrem Konto wurde schon geantwortet. Jedes Konto kann einmal antworten.")


@login_not_required
@require_safe
def survey_list(request: HttpRequest) -> HttpResponse:
    """Surveys that are open, planned or closed."""
    surveys = queries.public_surveys(at=timezone.now(), language=get_language())
    context = {
        "surveys": surveys,
        "released": released_surveys(),
        "may_manage": request.user.has_perm("participation.list_surveys"),
    }
    return render(request, "surveys/survey_list.html", context)


@login_not_required
@require_safe
def intro(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is about, what happens to the answers, and the button to begin."""
    survey, version = published(request, slug)
    refusal = ANSWERED if _has_answered(request, survey) else ""
    return show_intro(request, survey, version, AccessForm(), refusal=str(refusal))


def _has_answered(request: HttpRequest, survey: Survey) -> bool:
    """Said before people read it all; a survey that is over has no tickets left to tell by."""
    if survey.mode != Survey.Mode.ACCOUNT or not request.user.is_authenticated:
        return False
    is_open = survey.phase(timezone.now()) == Survey.Phase.OPEN
    return is_open and queries.has_answered(survey, request.user)


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
        "has_results": survey.pk in released_surveys(),
        "may_print": may_download(survey, timezone.now()),
        "phase": survey.phase(timezone.now()),
        "may_manage": request.user.has_perm("participation.list_surveys"),
        "languages": [
            replace(each, url=f"{each.url}?{PARAMETER}={each.language.code}")
            for each in choices_of(questionnaire, survey.get_absolute_url())
        ],
        **texts_of(questionnaire, wanted_language(request, questionnaire)),
    }
    return render(request, "surveys/intro.html", context)


def published(request: HttpRequest, slug: str) -> tuple[Survey, SurveyVersion]:
    """A survey with its latest version; one that was never published does not exist here."""
    survey = get_for(request, None, Survey.objects.offered(), slug=slug)
    version = queries.latest_version(survey)
    if version is None:
        raise Http404
    return survey, version


def wanted_language(request: HttpRequest, questionnaire: Questionnaire) -> str:
    """In which language somebody reads: as they chose, else that of the page, else German."""
    chosen = request.POST.get("language") or request.GET.get(PARAMETER)
    return questionnaire.language_for(chosen if chosen else get_language())


@dataclass(frozen=True)
class Choice:
    """A language to choose, with the address of this page in it."""

    language: Language
    url: str


def choices_of(questionnaire: Questionnaire, path: str) -> list[Choice]:
    """The languages of a survey; the address brings the page around into a fitting one."""
    offered = [language_of(code) for code in questionnaire.languages]
    return [Choice(each, translate_url(path, each.surroundings)) for each in offered]


def texts_of(questionnaire: Questionnaire, language: str) -> dict[str, object]:
    """The texts in one language, and what the page has to know about it."""

    def spoken(texts: Texts) -> str:
        return say(texts, language)

    return {
        "questionnaire": questionnaire,
        "language": language_of(language),
        "speaking": speaking(language),
        "title": spoken(questionnaire.title),
        "intro": spoken(questionnaire.intro),
        "privacy": spoken(questionnaire.privacy),
        "closing": spoken(questionnaire.closing),
    }
