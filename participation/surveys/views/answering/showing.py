"""What a person sees while answering. What is alike for everybody is rendered once and kept."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from participation.surveys.codes import receipt_code
from participation.surveys.document.questionnaire import QQuota
from participation.surveys.kinds import Faults
from participation.surveys.models import Pretest, Survey, SurveyVersion
from participation.surveys.proofs import challenge_for
from participation.surveys.screens import Screen
from participation.surveys.texts import say
from participation.surveys.views.answering.guarding import asks_proof
from participation.surveys.views.answering.turns import Turn
from participation.surveys.views.public import choices_of, texts_of
from smartregion.core.caching import kept_nowhere
from smartregion.core.shelf import Shelf

AnyTurn = Turn[SurveyVersion] | Turn[Pretest]
# Characters of private use: no text of a survey holds them, and no template touches them.
STATE, QUESTIONS, RECEIPT, CHALLENGE = "\ue001", "\ue002", "\ue003", "\ue004"
# The name of the county and the like may change, so nothing is kept for long.
_SHELLS: Shelf[str] = Shelf(size=500, seconds=60)


# -- the page --------------------------------------------------------------------------------------
def show(
    turn: AnyTurn, faults: Faults | None = None, *, has_new_questions: bool = False
) -> HttpResponse:
    """The page where this person is, with what is wrong on it."""
    screen, state = turn.screen(faults or {}), turn.packed
    is_told = faults or has_new_questions or turn.saved_until or turn.note
    is_alike = not is_told and _is_stranger(turn.request)
    if is_alike:
        html = _shell(turn, screen)
        # What somebody typed may hold such marks, so it comes last.
        if asks_proof(turn):
            html = html.replace(CHALLENGE, escape(challenge_for(turn.state.nonce)))
        html = html.replace(STATE, state).replace(QUESTIONS, screen.html)
    else:
        challenge = challenge_for(turn.state.nonce) if asks_proof(turn) else ""
        html = _render(
            turn, screen, state, screen.html, challenge, has_new_questions=has_new_questions
        )
    # No shared cache; the browser itself may keep the page, so that its back button works.
    return HttpResponse(html, headers={"Cache-Control": "private"})


def _is_stranger(request: HttpRequest) -> bool:
    """Whether nothing on the page is for this person alone: no account and no message to them."""
    personal = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    return not any(name in request.COOKIES for name in personal)


def _shell(turn: AnyTurn, screen: Screen) -> str:
    """All of a page but its questions: the same for every stranger at this point of the way."""
    way, page = screen.way, screen.page
    key = (
        turn.version.snapshot_id, page, get_language(), turn.language, way.place[page], len(way.place),
        way.asked_before(page), way.asked_before(page + 1), way.asked, way.after(page) is None,
        asks_proof(turn),
    )  # fmt: skip
    challenge = CHALLENGE if asks_proof(turn) else ""
    return _SHELLS.get(
        key,
        lambda: _render(turn, screen, STATE, mark_safe(QUESTIONS), challenge),  # noqa: S308 - a mark
    )


def _render(
    turn: AnyTurn,
    screen: Screen,
    state: str,
    questions: SafeString,
    challenge: str,
    *,
    has_new_questions: bool = False,
) -> str:
    context = {
        **page_context(screen),
        "questions": questions,
        "survey": turn.version.survey,
        "state": state,
        "address": turn.address,
        "saved_until": turn.saved_until,
        "note": turn.note,
        "has_new_questions": has_new_questions,
        "challenge": challenge,
        "languages": choices_of(turn.questionnaire, turn.request.path),
        # The switch in the header would begin anew; the one in the form keeps the answers.
        "hide_languages": True,
    }
    return render_to_string(turn.template, context, turn.request)


def page_context(screen: Screen) -> dict[str, object]:
    """What a page of the questionnaire shows, in the survey as in the preview."""
    way, page = screen.way, screen.page
    first = way.asked_before(page) + 1
    return {
        **texts_of(screen.questionnaire, screen.language),
        "page_title": say(screen.questionnaire.pages[page].title, screen.language),
        "page_number": way.place.get(page, 1),
        "page_count": len(way.place),
        "first_question": first,
        "last_question": way.asked_before(page + 1),
        "question_count": way.asked,
        "is_last": way.after(page) is None,
        "forms": [asked.form for asked in screen.asked],
    }


# -- the end ---------------------------------------------------------------------------------------
def thank(turn: Turn[SurveyVersion]) -> HttpResponse:
    """The receipt, on this very answer: in an address or a cookie it would leave a trace.

    Sending again (reload, second tab, a click too many) stores nothing and shows the same.
    """
    code = receipt_code(turn.state.nonce)
    if _is_stranger(turn.request):
        key = ("thanks", turn.version.snapshot_id, get_language(), turn.language)
        html = _SHELLS.get(key, lambda: _thanks(turn, RECEIPT)).replace(RECEIPT, code)
    else:
        html = _thanks(turn, code)
    return kept_nowhere(HttpResponse(html))


def _thanks(turn: Turn[SurveyVersion], code: str) -> str:
    context = {
        **texts_of(turn.questionnaire, turn.language),
        "survey": turn.version.survey,
        "receipt_code": code,
        "hide_languages": True,
    }
    return render_to_string("surveys/thanks.html", context, turn.request)


# -- why nothing goes on ---------------------------------------------------------------------------
def show_full(turn: AnyTurn, group: QQuota) -> HttpResponse:
    """Of a group to which this person belongs there are enough answers."""
    questionnaire = turn.questionnaire
    context = {
        **texts_of(questionnaire, turn.language),
        "text": say(group.text, turn.language),
        "hide_languages": True,
    }
    html = render_to_string("surveys/quota_full.html", context, turn.request)
    return kept_nowhere(HttpResponse(html, status=409))


def show_closed(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Too early or too late."""
    context = {"survey": survey, "phase": survey.phase(timezone.now())}
    return render(request, "surveys/closed.html", context, status=409)


def show_too_big(request: HttpRequest, survey: Survey, again: str = "") -> HttpResponse:
    """More was sent than anybody writes; ``again`` is where the person began."""
    context = {"survey": survey, "again_url": again or survey.get_absolute_url()}
    return render(request, "surveys/too_big.html", context, status=413)


def show_unreadable(request: HttpRequest, survey: Survey, again: str = "") -> HttpResponse:
    """The state is not one that we signed."""
    context = {"survey": survey, "again_url": again or survey.get_absolute_url()}
    return render(request, "surveys/unreadable.html", context, status=400)
