"""Answering page by page, without script, cookie or account.

Every page is the answer to a POST that carries all that was said so far (answering.py). Going on
judges the page, going back does not; the last page stores one response and redirects.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from participation.surveys.actions import submit_response
from participation.surveys.answering import Answering
from participation.surveys.forms.answering import PageForm
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.texts import say
from participation.surveys.views.public import texts_of
from smartregion.core.access import get_for

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@dataclass(frozen=True)
class Turn:
    """One request of a person who answers: where they are, in which version and language."""

    request: HttpRequest
    version: SurveyVersion
    questionnaire: Questionnaire
    state: Answering

    @property
    def language(self) -> str:
        return self.questionnaire.language_for(get_language())

    @property
    def is_last(self) -> bool:
        return self.state.page == len(self.questionnaire.pages) - 1

    def form(self, page: int, **kwargs: Any) -> PageForm:
        return PageForm(self.questionnaire.pages[page], self.language, **kwargs)

    def on(self, state: Answering) -> "Turn":
        return Turn(self.request, self.version, self.questionnaire, state)


# No CSRF token: it would need a cookie, and there is no session here that a foreign page could
# misuse. What a forged form can do, everybody can do: answer a public survey.
@csrf_exempt
@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin, go on, go back, send."""
    survey = get_for(request, None, Survey.objects.published(), slug=slug)
    if request.method != "POST":
        # Nobody answers without having seen what happens to the answers.
        return redirect(survey)
    try:
        posted = request.POST
    except TOO_BIG:
        return render(request, "surveys/too_big.html", {"survey": survey}, status=413)
    if posted.get("step") == "start":
        return _begin(request, survey, posted)
    try:
        turn = _turn(request, survey, posted)
    except (BadSignature, SurveyVersion.DoesNotExist):
        return render(request, "surveys/unreadable.html", {"survey": survey}, status=400)
    if not survey.takes_begun_answers(timezone.now()):
        return _closed(request, survey)
    return _step(turn, posted)


def _begin(request: HttpRequest, survey: Survey, posted: QueryDict) -> HttpResponse:
    if not survey.takes_answers(timezone.now()):
        return _closed(request, survey)
    # The version whose privacy text was on the page, even if a newer one came a minute ago.
    shown = survey.versions.filter(number=_number(posted.get("version"))).first()
    version = shown or survey.versions.latest("number")
    turn = Turn(request, version, questionnaire_of(version), Answering.begin(version.pk))
    return _show(turn, turn.form(0))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else 0


def _turn(request: HttpRequest, survey: Survey, posted: QueryDict) -> Turn:
    state = Answering.unpack(posted.get("state", ""))
    version = survey.versions.get(pk=state.version)
    return Turn(request, version, questionnaire_of(version), state)


def _step(turn: Turn, posted: QueryDict) -> HttpResponse:
    page, form = turn.state.page, turn.form(turn.state.page, data=posted)
    turn = turn.on(turn.state.keep(form.typed()))
    match posted.get("step"):
        case "back":
            return _turn_to(turn, max(page - 1, 0))
        case "language":
            return _turn_to(turn, page)
    if not form.is_valid():
        return _show(turn, form)
    return _finish(turn) if turn.is_last else _turn_to(turn, page + 1)


def _turn_to(turn: Turn, page: int) -> HttpResponse:
    turn = turn.on(turn.state.turn_to(page))
    return _show(turn, turn.form(page, kept=turn.state.data))


def _finish(turn: Turn) -> HttpResponse:
    """Judge all pages once more, together, and store the response."""
    answers: dict[str, Any] = {}
    for page in range(len(turn.questionnaire.pages)):
        form = turn.form(page, data=turn.state.data)
        if not form.is_valid():
            return _show(turn.on(turn.state.turn_to(page)), form)
        answers |= form.answers()
    submit_response(
        version=turn.version,
        nonce=turn.state.nonce,
        answers=answers,
        language=turn.language,
        at=timezone.now(),
    )
    return redirect("surveys:thanks", slug=turn.version.survey.slug)


def _show(turn: Turn, form: PageForm) -> HttpResponse:
    page = turn.state.page
    context = {
        **page_context(turn.questionnaire, page, form),
        "survey": turn.version.survey,
        "state": turn.state.pack(),
        "other_languages": _other_languages(turn),
        # The switch in the header would begin anew; the one in the form keeps the answers.
        "hide_languages": True,
    }
    response = render(turn.request, "surveys/answer.html", context)
    # No shared cache; the browser itself may keep the page, so that its back button works.
    response["Cache-Control"] = "private"
    return response


def page_context(questionnaire: Questionnaire, page: int, form: PageForm) -> dict[str, object]:
    """What a page of the questionnaire shows, in the survey as in the preview."""
    texts = texts_of(questionnaire)
    return {
        **texts,
        "page_title": say(questionnaire.pages[page].title, form.language),
        "page_number": page + 1,
        "page_count": len(questionnaire.pages),
        "is_last": page == len(questionnaire.pages) - 1,
        "form": form,
        "asked": form.asked(questionnaire.first_number(page)),
    }


def _other_languages(turn: Turn) -> list[dict[str, str]]:
    path, now = turn.request.path, get_language()
    return [
        {
            "code": language,
            "name": get_language_info(language)["name_local"],
            "url": translate_url(path, language),
        }
        for language in turn.questionnaire.languages
        if language != now
    ]


def _closed(request: HttpRequest, survey: Survey) -> HttpResponse:
    context = {"survey": survey, "phase": survey.phase(timezone.now())}
    return render(request, "surveys/closed.html", context, status=409)
