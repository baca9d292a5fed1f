"""The draft as people will see it: the page itself, and a page around it with a choice of widths.

The page itself stands in a frame, so that it has the width of a phone or of a desk and is laid out for
it. It is the one page of ours that may be framed, by ourselves only.
"""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from participation.surveys.document.way import whole_way
from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.drafting import shown_draft
from participation.surveys.models import Survey
from participation.surveys.screens import Screen
from participation.surveys.texts import Language, in_order, language_of
from participation.surveys.views.answering import page_context
from participation.surveys.views.editor import managed
from smartregion.core.framing import holds_frame, may_be_framed
from smartregion.core.numbers import count_from

WIDTHS = ("phone", "desktop")


@require_safe
@holds_frame
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The frame with its switches; without a script these are links."""
    survey = managed(request, slug)
    width = request.GET.get("width", "")
    language = _language(survey, request)
    query = QueryDict(mutable=True)
    query.update({"page": str(_page(request)), "language": language.code})
    context = {
        "survey": survey,
        "number": _page(request),
        "width": width if width in WIDTHS else WIDTHS[0],
        "language": language,
        "languages": [language_of(code) for code in in_order(survey.languages)],
        "screen_url": f"{reverse('surveys:preview_screen', args=[slug])}?{query.urlencode()}",
    }
    return render(request, "surveys/preview.html", context)


@require_safe
@may_be_framed
def preview_screen(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the draft, as far as it is written; nothing is stored."""
    survey = managed(request, slug)
    language = _language(survey, request)
    # People who answer are strangers to us; the page shows nothing of who looks at it here.
    request.user = AnonymousUser()
    with override(language.surroundings):
        context = {"survey": survey, "hide_languages": True, "language": language}
        context |= _screen_context(survey, language, _page(request))
        return render(request, "surveys/preview_screen.html", context)


def _screen_context(survey: Survey, language: Language, wanted: int) -> dict[str, object]:
    questionnaire = shown_draft(Draft.of(survey))
    if not questionnaire.pages:
        return {"title": survey.heading}
    number = min(wanted, len(questionnaire.pages))
    screen = Screen(
        questionnaire=questionnaire,
        key=None,
        way=whole_way(questionnaire),
        page=number - 1,
        language=questionnaire.language_for(language.code),
        seed="",
        typed={},
        faults={},
    )
    context = {**page_context(screen), "questions": screen.html, "is_last": False}
    following = {"next_number": number + 1} if number < len(questionnaire.pages) else {}
    return {**context, **following, "number": number, "previous_number": number - 1}


def _page(request: HttpRequest) -> int:
    return count_from(request.GET.get("page", "")) or 1


def _language(survey: Survey, request: HttpRequest) -> Language:
    """The language that was asked for, if the survey has it; else that of the page, else German."""
    offered = in_order(survey.languages)
    wanted = [request.GET.get("language"), get_language()]
    return language_of(next((code for code in wanted if code in offered), offered[0]))
