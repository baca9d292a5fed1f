"""What a request of a person who answers does.

Going on judges the page, going back does not; the last page stores one response and shows the
receipt.
"""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from participation.surveys import queries
from participation.surveys.actions import QuotaFull, submit_response
from participation.surveys.actions.saving import submit_saved
from participation.surveys.answering import Answering
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.kinds import Faults
from participation.surveys.models import GRACE, Pretest, Survey, SurveyVersion
from participation.surveys.passages import device_letter
from participation.surveys.views.access import right_to_answer
from participation.surveys.views.answering.guarding import full_group, suspicions_about
from participation.surveys.views.answering.passing import arrived, moved_on
from participation.surveys.views.answering.saving import kept, mail_code, put_aside
from participation.surveys.views.answering.showing import (
    show,
    show_closed,
    show_full,
    show_too_big,
    show_unreadable,
    thank,
)
from participation.surveys.views.answering.turns import Turn, turn_of
from participation.surveys.views.public import wanted_language
from smartregion.core.access import get_for

T = TypeVar("T", Turn[SurveyVersion], Turn[Pretest])
Ending = Callable[[T], HttpResponse]
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


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
        return redirect(_survey(request, slug))
    try:
        posted = request.POST
    except TOO_BIG:
        return show_too_big(request, _survey(request, slug))
    if posted.get("step") == "start":
        return _begin(request, slug, posted)
    turn = turn_of(request, slug, posted)
    if turn is None:
        return show_unreadable(request, _survey(request, slug))
    if not turn.version.survey.takes_begun_answers(timezone.now()):
        return show_closed(request, turn.version.survey)
    match posted.get("step"):
        case "stay":
            return show(turn)
        case "mail":
            return mail_code(turn, posted)
        case "save":
            return put_aside(turn.keep(posted))
    return step(turn.keep(posted), turn.seen, posted, _finish)


def _survey(request: HttpRequest, slug: str) -> Survey:
    return get_for(request, None, Survey.objects.offered(), slug=slug)


def _begin(request: HttpRequest, slug: str, posted: QueryDict) -> HttpResponse:
    """Start with the version whose privacy text was on the page, even if a newer one just came."""
    versions = queries.published_versions(slug)
    if not versions:
        raise Http404
    wanted = posted.get("version")
    newest = versions[0]
    version = next((each for each in versions if str(each.number) == wanted), newest)
    now = timezone.now()
    if version != newest and newest.published_at + GRACE < now:
        # The page with the button is an old one: what is asked, and what is promised, has changed.
        return redirect(version.survey)
    if not version.survey.takes_answers(now):
        return show_closed(request, version.survey)
    access = right_to_answer(request, version, posted)
    if isinstance(access, HttpResponse):
        return access
    language = wanted_language(request, questionnaire_of(version))
    begun = Answering.begin(
        version.pk,
        language=language,
        at=now,
        access=access,
        device=device_letter(posted.get("device", "")),
    )
    turn = Turn(request, version, begun)
    return show(moved_on(turn, turn.way.after(-1) or 0, at=now))


def step(turn: T, seen: set[str], posted: QueryDict, finish: Ending[T]) -> HttpResponse:
    """One step from a page on which these questions were seen."""
    page = turn.state.page
    if language := posted.get("language"):
        return _go(turn.speaking(language))
    if posted.get("step") == "back":
        return _go(turn.to(turn.way.before(page) or 0))
    if turn.seen - seen:
        # What was said on this page opens further questions on it: they have not been seen yet.
        return _go(turn, has_new_questions=True)
    if faults := turn.way.faults[page]:
        return _go(turn, faults)
    following = turn.way.after(page)
    if following is not None:
        group = full_group(turn)
        return (
            show_full(turn, group) if group else _go(moved_on(turn, following, at=timezone.now()))
        )
    # All pages are judged once more, together.
    wrong = turn.way.first_fault
    return finish(turn) if wrong is None else _go(turn.to(wrong), turn.way.faults[wrong])


def _go(turn: T, faults: Faults | None = None, *, has_new_questions: bool = False) -> HttpResponse:
    """The page where the person goes; what was put aside follows."""
    if turn.state.is_saved and isinstance(turn.version, SurveyVersion):
        turn = kept(turn)
    return show(turn, faults, has_new_questions=has_new_questions)


def _finish(turn: Turn[SurveyVersion]) -> HttpResponse:
    """Store the response."""
    now = timezone.now()
    submit: Callable[..., bool] = submit_saved if turn.state.is_saved else submit_response
    try:
        submit(
            version=turn.version,
            nonce=turn.state.nonce,
            answers=turn.way.judged,
            language=turn.language,
            at=now,
            access=turn.state.access,
            suspicions=suspicions_about(turn, at=now),
        )
    except QuotaFull as refusal:
        return show_full(turn, refusal.quota)
    arrived(turn, at=now)
    return thank(turn)
