"""The live room: reading, asking and supporting, without an account."""

import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.contributions.codes import receipt_code
from participation.events.actions.live import (
    refuse_unless_asking,
    support_question,
    voice_of,
    withdraw_support,
)
from participation.events.forms.live import QuestionForm
from participation.events.models import Event, LiveQuestion
from participation.events.queries.live import Order, supported_by
from participation.events.views.access import MANAGE
from participation.events.views.live_screens import QUESTIONS, SCREEN, draw, drawn, mark_of
from smartregion.core.access import get_for
from smartregion.core.caching import kept_nowhere
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent
from smartregion.core.htmx import htmx_of
from smartregion.core.limits import may_try
from smartregion.core.links import public_url
from smartregion.core.qr import qr_code

VOICE = "live_voice"
# A full hall behind one network may agree with several questions each; a program stops here.
SUPPORTS, WITHIN = 2_000, 600
NO_NEWS = 204


def public_event(request: HttpRequest, slug: str, permission: str | None = None) -> Event:
    """An event with a live room: only those that everybody may see have one."""
    return get_for(request, permission, Event.objects.filter(is_public=True), slug=slug)


@login_not_required
@require_http_methods(["GET", "POST"])
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """The room: what is discussed now, what waits, and the form as long as it is open."""
    event, now = public_event(request, slug), timezone.now()
    if request.method == "POST":
        refuse_unless_asking(event)
    form = QuestionForm(sent(request), request=request, at=now) if _is_open(event) else None
    if form and form.is_valid():
        with refusals_on(form):
            question = form.ask(event, at=now)
            mark_of(slug, at_once=True)
            return _asked(request, event, question)
    context = {
        "event": event,
        "moment": event.moment(now),
        "form": form,
        "order": _order(request),
        "questions": _questions(request, event, now),
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "events/live/room.html", context)


def _asked(request: HttpRequest, event: Event, question: LiveQuestion) -> HttpResponse:
    """The receipt. Sent again by reloading, the form leads to the same question."""
    code = receipt_code(question.token)
    context = {"event": event, "question": question, "code": code}
    return render(request, "events/live/asked.html", context)


@login_not_required
@require_safe
def live_questions(request: HttpRequest, slug: str) -> HttpResponse:
    """What phones and the screen in the hall ask every two seconds: is there anything new?"""
    mark = mark_of(slug)
    if request.GET.get("mark") == mark.value:
        response = HttpResponse(status=NO_NEWS)
    else:
        template = SCREEN if request.GET.get("screen") else QUESTIONS
        order, now = _order(request), timezone.now()
        response = HttpResponse(drawn(slug, mark, template=template, order=order, at=now))
    # Said here, so that nobody has to look who is asking (core/caching.py).
    return kept_nowhere(response)


@login_not_required
@require_POST
def live_support(request: HttpRequest, slug: str) -> HttpResponse:
    """Agree with a question, or take that back; once per session, however often it is sent."""
    event, now = public_event(request, slug), timezone.now()
    if not may_try(request, what="live-support", times=SUPPORTS, seconds=WITHIN, at=now):
        raise WrongState(_("Aus Ihrem Netz kam gerade sehr viel Zustimmung. Bitte warten Sie."))
    act, pk = _wanted(request)
    question = get_object_or_404(event.questions.filter(contribution__is_hidden=False), pk=pk)
    voice = voice_of(request.session.setdefault(VOICE, secrets.token_urlsafe(16)), event)
    act(question=question, voice=voice)
    if htmx_of(request):
        return HttpResponse(_questions(request, event, now))
    address = reverse("events:live", args=[slug])
    return redirect(f"{address}?sort={_order(request)}#frage-{question.pk}")


def _wanted(request: HttpRequest) -> tuple[Callable[..., None], UUID]:
    act = withdraw_support if "withdraw" in request.POST else support_question
    named = request.POST.get("withdraw") or request.POST.get("support") or ""
    try:
        return act, UUID(named)
    except ValueError:
        raise WrongState(_("Diese Frage gibt es nicht mehr.")) from None


@login_not_required
@require_safe
def live_screen(request: HttpRequest, slug: str) -> HttpResponse:
    """For the wall of the hall: large, dark, and only what the moderation has chosen."""
    event, now = public_event(request, slug), timezone.now()
    address = public_url(reverse("events:live", args=[slug]))
    mark = mark_of(slug, at_once=True)
    shown = drawn(slug, mark, template=SCREEN, order=Order.SUPPORT, at=now)
    context = {
        "event": event,
        "address": address.partition("://")[2].rstrip("/"),
        "qr_code": qr_code(address),
        "screen": _safe(shown),
    }
    return render(request, "events/live/screen.html", context)


def _questions(request: HttpRequest, event: Event, at: datetime) -> SafeString:
    """The list as this person sees it: drawn for all, unless they have supported something."""
    mark, order = mark_of(event.slug, at_once=True), _order(request)
    number = request.session.get(VOICE)
    mine = supported_by(voice_of(number, event), event) if number else ()
    if not mine:
        return _safe(drawn(event.slug, mark, template=QUESTIONS, order=order, at=at))
    return _safe(draw(event.slug, mark, template=QUESTIONS, order=order, at=at, supported=mine))


def _safe(markup: str) -> SafeString:
    return mark_safe(markup)  # noqa: S308 - drawn from our own template, which escapes


def _order(request: HttpRequest) -> Order:
    wanted = request.GET.get("sort") or request.POST.get("sort")
    return Order.NEW if wanted == Order.NEW else Order.SUPPORT


def _is_open(event: Event) -> bool:
    return event.takes_questions and not event.is_cancelled
