"""Who comes: the office's list, ticks at the door, and the list as a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from participation.events import actions, queries
from participation.events.exports import participants as exports
from participation.events.forms import EntryForm
from participation.events.models import Event
from participation.events.views.access import MANAGE, event_for
from smartregion.accounts.freshness import use_fresh_login
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.csvfile import download
from smartregion.core.forms import refusals_on, sent
from smartregion.core.media_types import XLSX


@require_http_methods(["GET", "POST"])
def participants(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; sent back, it says who was there."""
    event = event_for(request, slug, MANAGE)
    now = timezone.now()
    if request.method == "POST":
        came = [int(pk) for pk in request.POST.getlist("came") if pk.isdecimal() and len(pk) < 12]
        actions.note_attendance(event=event, came=came, by=request.user, at=now)
        messages.success(request, _("Gespeichert ist, wer da war."))
        return redirect("events:participants", slug)
    context = {
        "event": event,
        "groups": queries.grouped(queries.participants(event)),
        "seats": queries.seats_of(event),
        "has_begun": now >= event.starts_at,
        "may_enter": not event.is_cancelled and now < event.ends_at,
        "tab": "participants",
    }
    return render(request, "events/participants.html", context)


@require_http_methods(["GET", "POST"])
def participant_enter(request: HttpRequest, slug: str) -> HttpResponse:
    event = event_for(request, slug, MANAGE)
    form = EntryForm(sent(request), event=event)
    if form.is_valid():
        with refusals_on(form):
            entered = form.enter(by=request.user, at=timezone.now())
            messages.success(
                request, _("Eingetragen: %(state)s.") % {"state": entered.get_state_display()}
            )
            return redirect("events:participants", slug)
    return render(request, "events/participant_enter.html", {"event": event, "form": form})


@require_http_methods(["GET", "POST"])
def participant_cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    event = event_for(request, slug, MANAGE)
    found = get_for(request, None, event.registrations.known().select_related("event"), pk=pk)
    return confirmed(
        request,
        lambda: actions.cancel_registration(registration=found, by=request.user, at=timezone.now()),
        heading=_("%(name)s abmelden") % {"name": found.name},
        explanation=_(
            "Die Person bekommt eine Nachricht. Ihr Platz geht an die nächste auf der Warteliste."
        ),
        action=pgettext("event", "Abmelden"),
        done=_("Die Person ist abgemeldet."),
        back=reverse("events:participants", args=[slug]),
    )


@require_safe
def participants_csv(request: HttpRequest, slug: str) -> HttpResponse:
    event = _for_taking_along(request, slug)
    return download(f"teilnehmende-{slug}.csv", exports.rows_of(queries.participants(event)))


@require_safe
def participants_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    event = _for_taking_along(request, slug)
    book = exports.workbook(exports.rows_of(queries.participants(event)))
    answer = HttpResponse(book, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="teilnehmende-{slug}.xlsx"'
    return answer


def _for_taking_along(request: HttpRequest, slug: str) -> Event:
    """A file leaves the house: whoever takes it has just shown who they are."""
    event = event_for(request, slug, MANAGE)
    use_fresh_login(request)
    actions.note_export(event=event, by=request.user)
    return event
