"""Answering page by page, without script, cookie or account.

Every page is the answer to a POST that carries all that was said so far (answering.py). Going on
judges the page, going back does not; the last page stores one response and shows the receipt.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from participation.surveys import queries
from participation.surveys.actions import submit_response
from participation.surveys.answering import Answering
from participation.surveys.codes import receipt_code
from participation.surveys.forms.access import AccessForm
from participation.surveys.forms.answering import names_on
from participation.surveys.kinds import Faults, Typed
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.screens import Screen
from participation.surveys.texts import say
from participation.surveys.views.access import checked_code
from participation.surveys.views.public import show_intro, texts_of
from participation.surveys.way import Way, way_through
from smartregion.core.access import get_for
from smartregion.core.shelf import Shelf

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@dataclass(frozen=True)
class Turn:
    """One request of a person who answers: where they are, in which version and language."""

    request: HttpRequest
    version: SurveyVersion
    state: Answering
    # What was typed on this page, in full; the state carries less of very long texts.
    just_typed: Typed = field(default_factory=dict)

    @property
    def typed(self) -> Typed:
        return {**self.state.typed, **self.just_typed}

    @property
    def questionnaire(self) -> Questionnaire:
        return questionnaire_of(self.version)

    @property
    def language(self) -> str:
        return self.questionnaire.language_for(get_language())

    @cached_property
    def way(self) -> Way:
        return way_through(self.questionnaire, self.typed)

    def to(self, page: int) -> "Turn":
        return replace(self, state=self.state.turn_to(page))


# No CSRF token: it would need a cookie, and there is no session here that a foreign page could
# misuse. What a forged form can do, everybody can do: answer a public survey.
@csrf_exempt
@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin, go on, go back, send."""
    if request.method != "POST":
        # Nobody answers without having seen what happens to the answers.
        return redirect(get_for(request, None, Survey.objects.published(), slug=slug))
    try:
        posted = request.POST
    except TOO_BIG:
        survey = get_for(request, None, Survey.objects.published(), slug=slug)
        return render(request, "surveys/too_big.html", {"survey": survey}, status=413)
    if posted.get("step") == "start":
        return _begin(request, slug, posted)
    turn = _turn(request, slug, posted)
    if turn is None:
        survey = get_for(request, None, Survey.objects.published(), slug=slug)
        return render(request, "surveys/unreadable.html", {"survey": survey}, status=400)
    if not turn.version.survey.takes_begun_answers(timezone.now()):
        return _closed(request, turn.version.survey)
    return _step(turn, posted)


def _begin(request: HttpRequest, slug: str, posted: QueryDict) -> HttpResponse:
    """Start with the version whose privacy text was on the page, even if a newer one just came."""
    versions = queries.published_versions(slug)
    if not versions:
        raise Http404
    wanted = posted.get("version")
    version = next((each for each in versions if str(each.number) == wanted), versions[0])
    if not version.survey.takes_answers(timezone.now()):
        return _closed(request, version.survey)
    access = ""
    if version.survey.mode == Survey.Mode.CODE:
        form = AccessForm(posted)
        access = checked_code(request, version.survey, form)
        if not access:
            return show_intro(request, version.survey, version, form)
    language = questionnaire_of(version).language_for(get_language())
    begun = Answering.begin(version.pk, language=language, at=timezone.now(), access=access)
    turn = Turn(request, version, begun)
    return _show(turn.to(turn.way.after(-1) or 0), {})


def _turn(request: HttpRequest, slug: str, posted: QueryDict) -> Turn | None:
    """Where this person is; None for a state that we did not sign or that belongs elsewhere."""
    try:
        state = Answering.unpack(posted.get("state", ""))
    except BadSignature:
        return None
    versions = queries.published_versions(slug)
    version = next((each for each in versions if each.pk == state.version), None)
    return Turn(request, version, state) if version else None


def _step(turn: Turn, posted: QueryDict) -> HttpResponse:
    page = turn.state.page
    everything = turn.questionnaire.pages[page].questions
    typed = {name: posted.getlist(name) for name in names_on(everything)}
    seen = {question.code for question in turn.way.pages[page]}
    turn = replace(turn, state=turn.state.keep(typed), just_typed=typed)
    match posted.get("step"):
        case "back":
            return _show(turn.to(turn.way.before(page) or 0), {})
        case "language":
            return _show(turn, {})
    if {question.code for question in turn.way.pages[page]} - seen:
        # What was said on this page opens further questions on it: they have not been seen yet.
        return _show(turn, {}, has_new_questions=True)
    if faults := turn.way.faults[page]:
        return _show(turn, faults)
    following = turn.way.after(page)
    return _finish(turn) if following is None else _show(turn.to(following), {})


def _finish(turn: Turn) -> HttpResponse:
    """Judge all pages once more, together, and store the response."""
    wrong = turn.way.first_fault
    if wrong is not None:
        return _show(turn.to(wrong), turn.way.faults[wrong])
    submit_response(
        version=turn.version,
        nonce=turn.state.nonce,
        answers=turn.way.answers,
        language=turn.language,
        at=timezone.now(),
        access=turn.state.access,
    )
    return _thank(turn)


def _thank(turn: Turn) -> HttpResponse:
    """The receipt, on this very answer: in an address or a cookie it would leave a trace.

    Sending again (reload, second tab, a click too many) stores nothing and shows the same.
    """
    code = receipt_code(turn.state.nonce)
    if _is_stranger(turn.request):
        key = ("thanks", turn.version.snapshot_id, get_language())
        html = _SHELLS.get(key, lambda: _thanks(turn, RECEIPT)).replace(RECEIPT, code)
    else:
        html = _thanks(turn, code)
    return HttpResponse(html, headers={"Cache-Control": "no-store"})


def _thanks(turn: Turn, code: str) -> str:
    context = {
        **texts_of(turn.questionnaire),
        "survey": turn.version.survey,
        "receipt_code": code,
        "hide_languages": True,
    }
    return render_to_string("surveys/thanks.html", context, turn.request)


def _show(turn: Turn, faults: Faults, *, has_new_questions: bool = False) -> HttpResponse:
    screen, state = screen_of(turn, faults), turn.state.pack()
    is_alike = not faults and not has_new_questions and _is_stranger(turn.request)
    if is_alike:
        html = _shell(turn, screen).replace(STATE, state).replace(QUESTIONS, screen.html)
    else:
        html = _render(turn, screen, state, screen.html, has_new_questions=has_new_questions)
    # No shared cache; the browser itself may keep the page, so that its back button works.
    return HttpResponse(html, headers={"Cache-Control": "private"})


def _is_stranger(request: HttpRequest) -> bool:
    """Whether nothing on the page is for this person alone: no account and no message to them."""
    personal = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    return not any(name in request.COOKIES for name in personal)


def _shell(turn: Turn, screen: Screen) -> str:
    """All of a page but its questions: the same for every stranger at this point of the way."""
    way, page = screen.way, screen.page
    key = (
        turn.version.snapshot_id, page, get_language(), way.place[page], len(way.place),
        way.asked_before(page), way.asked_before(page + 1), way.asked, way.after(page) is None,
    )  # fmt: skip
    return _SHELLS.get(key, lambda: _render(turn, screen, STATE, mark_safe(QUESTIONS)))  # noqa: S308 - a mark


# Characters of private use: no text of a survey holds them, and no template touches them.
STATE, QUESTIONS, RECEIPT = "\ue001", "\ue002", "\ue003"
# The name of the county and the like may change, so nothing is kept for long.
_SHELLS: Shelf[str] = Shelf(size=500, seconds=60)


def _render(
    turn: Turn,
    screen: Screen,
    state: str,
    questions: SafeString,
    *,
    has_new_questions: bool = False,
) -> str:
    context = {
        **page_context(screen),
        "questions": questions,
        "survey": turn.version.survey,
        "state": state,
        "has_new_questions": has_new_questions,
        "other_languages": _other_languages(turn),
        # The switch in the header would begin anew; the one in the form keeps the answers.
        "hide_languages": True,
    }
    return render_to_string("surveys/answer.html", context, turn.request)


def screen_of(turn: Turn, faults: Faults) -> Screen:
    return Screen(
        questionnaire=turn.questionnaire,
        key=turn.version.snapshot_id,
        way=turn.way,
        page=turn.state.page,
        language=turn.language,
        seed=turn.state.nonce.hex,
        typed=turn.typed,
        faults=faults,
    )


def page_context(screen: Screen) -> dict[str, object]:
    """What a page of the questionnaire shows, in the survey as in the preview."""
    way, page = screen.way, screen.page
    first = way.asked_before(page) + 1
    return {
        **texts_of(screen.questionnaire),
        "page_title": say(screen.questionnaire.pages[page].title, screen.language),
        "page_number": way.place.get(page, 1),
        "page_count": len(way.place),
        "first_question": first,
        "last_question": way.asked_before(page + 1),
        "question_count": way.asked,
        "is_last": way.after(page) is None,
        "forms": [asked.form for asked in screen.asked],
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
