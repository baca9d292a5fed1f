"""Moderating the live room, by keyboard if one likes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.contributions.forms import HideForm
from participation.events.actions.live import (
    hide_question,
    move_question,
    show_question,
    take_questions,
)
from participation.events.models import Event, LiveQuestion
from participation.events.queries.live import live_room
from participation.events.views.access import MANAGE
from participation.events.views.live import NO_NEWS, public_event
from participation.events.views.live_screens import mark_of
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.core.forms import sent
from smartregion.core.htmx import htmx_of, render_page

State = LiveQuestion.State
PARTIAL = "live-desk"


@require_safe
def live_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """All questions by where they stand, with what can be done with each."""
    event = public_event(request, slug, MANAGE)
    mark = mark_of(slug, at_once=True)
    if htmx_of(request) and request.GET.get("mark") == mark.value:
        return HttpResponse(status=NO_NEWS)
    return _desk(request, event)


def _desk(request: HttpRequest, event: Event) -> HttpResponse:
    mark = mark_of(event.slug, at_once=True)
    context = {
        "event": event,
        "mark": mark,
        "is_followed": mark.is_followed(timezone.now()),
        "room": live_room(event.pk),
    }
    return render_page(request, "events/live/desk.html", context, partial=PARTIAL)


@require_POST
def live_move(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a question on its next place: ``move`` is its number and where to."""
    event = public_event(request, slug, MANAGE)
    question, to = _wanted(request, event)
    if to == State.NEW and (question.state == State.HIDDEN or question.contribution.is_hidden):
        show_question(question=question, by=request.user, at=timezone.now())
    elif to == State.HIDDEN:
        raise WrongState(_("Zum Ausblenden gehört ein Grund."))
    else:
        move_question(question=question, to=to, by=request.user)
    if htmx_of(request):
        return _desk(request, event)
    return redirect("events:live_desk", slug)


def _wanted(request: HttpRequest, event: Event) -> tuple[LiveQuestion, State]:
    number, _colon, to = request.POST.get("move", "").partition(":")
    try:
        pk, state = UUID(number), State(to)
    except ValueError:
        raise WrongState(_("Diese Frage gibt es nicht mehr.")) from None
    questions = event.questions.select_related("event", "contribution")
    return get_object_or_404(questions, pk=pk), state


@require_POST
def live_switch(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the room for questions, or close it."""
    event = public_event(request, slug, MANAGE)
    takes = request.POST.get("takes") == "yes"
    take_questions(event=event, takes=takes, by=request.user)
    messages.success(
        request,
        _("Fragen sind jetzt möglich.") if takes else _("Es werden keine Fragen mehr angenommen."),
    )
    return redirect("events:live_desk", slug)


@require_http_methods(["GET", "POST"])
def live_hide(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Take a question off all screens; the reason is told to whoever wrote it."""
    event = public_event(request, slug, MANAGE)
    question = get_object_or_404(event.questions.select_related("event", "contribution"), pk=pk)
    initial = {"explanation": _("In der laufenden Veranstaltung ausgeblendet.")}
    form = HideForm(sent(request), initial=initial)
    return confirmed(
        request,
        lambda: hide_question(
            question=question, by=request.user, at=timezone.now(), **form.cleaned_data
        ),
        heading=_("Frage ausblenden"),
        explanation=question.contribution.text,
        action=_("Ausblenden"),
        done=_("Die Frage ist ausgeblendet. Der Text bleibt erhalten."),
        danger=True,
        back=reverse("events:live_desk", args=[slug]),
        form=form,
    )
