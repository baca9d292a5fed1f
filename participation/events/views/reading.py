"""Reading about events: open to everybody, without a cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participation.events import queries
from participation.events.views.access import MANAGE, event_for


@login_not_required
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    coming, past = queries.event_cards(visible_to=request.user, at=timezone.now())
    context = {"coming": coming, "past": past, "may_manage": request.user.has_perm(MANAGE)}
    return render(request, "events/event_list.html", context)


@login_not_required
@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """The invitation, the agenda, and the doors to everything that belongs to the event."""
    found, now = event_for(request, slug), timezone.now()
    context = {
        "event": found,
        "moment": found.moment(now),
        "page": queries.page_of(found, visible_to=request.user, at=now),
        "takes_registrations": found.takes_registrations(now),
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "events/event.html", context)
