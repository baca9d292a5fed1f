"""Registering for an event, and one's own registration: no account, the address in the letter is the key."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participation.events import actions, calendars, queries
from participation.events.forms import ChangeForm, RegistrationForm
from participation.events.models import Event
from participation.events.views.access import event_for, registration_for
from smartregion.core.calendars import calendar_file
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent


@login_not_required
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what comes of it stands in the letter, so that nobody can ask who is registered."""
    event, now = event_for(request, slug), timezone.now()
    _refuse_unless_open(event)
    form = RegistrationForm(sent(request), event=event, request=request, at=now)
    if form.is_valid():
        with refusals_on(form):
            form.register(at=now)
            return redirect("events:registered", event.slug)
    context = {"event": event, "form": form, "seats": queries.seats_of(event)}
    return render(request, "events/register.html", context)


@login_not_required
@require_safe
def registered(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "events/registered.html", {"event": event_for(request, slug)})


@login_not_required
@never_cache
@require_safe
def registration(request: HttpRequest, key: object) -> HttpResponse:
    found = registration_for(request, key)
    moment = found.event.moment(timezone.now())
    context = {
        "registration": found,
        "event": found.event,
        "moment": moment,
        "may_change": not found.is_cancelled
        and moment in (Event.Moment.COMING, Event.Moment.RUNNING),
    }
    return render(request, "events/registration.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def registration_change(request: HttpRequest, key: object) -> HttpResponse:
    found = registration_for(request, key)
    form = ChangeForm(sent(request), registration=found)
    if form.is_valid():
        with refusals_on(form):
            form.change(at=timezone.now())
            messages.success(request, _("Ihre Angaben sind gespeichert."))
            return redirect(found)
    context = {"registration": found, "event": found.event, "form": form}
    return render(request, "events/registration_change.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def registration_cancel(request: HttpRequest, key: object) -> HttpResponse:
    """A second look first: programs that read mail open links, but they send no forms."""
    found = registration_for(request, key)
    return confirmed(
        request,
        lambda: actions.cancel_registration(registration=found, at=timezone.now()),
        heading=_("Von „%(title)s“ abmelden") % {"title": found.event.title},
        explanation=_("Ihr Platz wird frei und geht an die nächste Person auf der Warteliste."),
        action=pgettext("event", "Abmelden"),
        done=_("Sie sind abgemeldet. Danke, dass Sie Bescheid gesagt haben!"),
        back=found,
    )


@login_not_required
@never_cache
@require_safe
def registration_calendar(request: HttpRequest, key: object) -> HttpResponse:
    """The entry for one's own calendar, with the way in for those who take part at the screen."""
    found, now = registration_for(request, key), timezone.now()
    if found.is_cancelled or found.event.is_cancelled:
        return calendar_file("termin.ics", calendars.withdrawal(found, at=now))
    return calendar_file("termin.ics", calendars.invitation(found, at=now))


def _refuse_unless_open(event: Event) -> None:
    if not event.takes_registrations(timezone.now()):
        raise WrongState(_("Für diese Veranstaltung kann man sich zurzeit nicht anmelden."))
