"""Preparing events: the office's pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from participation.events import actions, queries
from participation.events.forms import Agenda, CallOffForm, EventForm
from participation.events.models import Event
from participation.events.views.access import MANAGE, event_for
from smartregion.core.access import require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


@require_safe
def manage_list(request: HttpRequest) -> HttpResponse:
    require(request, MANAGE)
    cards = queries.managed_events(at=timezone.now())
    return render(request, "events/manage_list.html", {"cards": cards})


@require_http_methods(["GET", "POST"])
def event_create(request: HttpRequest) -> HttpResponse:
    require(request, MANAGE)
    form = EventForm(sent(request), initial={"responsible": request.user}, on=timezone.localdate())
    if form.is_valid():
        with refusals_on(form):
            event = form.create(by=request.user)
            messages.success(request, _("Die Veranstaltung ist als Entwurf angelegt."))
            return redirect("events:agenda", event.slug)
    return render(request, "events/event_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def event_edit(request: HttpRequest, slug: str) -> HttpResponse:
    found = event_for(request, slug, MANAGE)
    form = EventForm(sent(request), instance=found, on=timezone.localdate())
    if form.is_valid():
        with refusals_on(form):
            told = form.change(by=request.user, at=timezone.now())
            messages.success(request, _saved(found, told))
            return redirect("events:event_edit", slug)
    # Bound forms write into their instance; the heading shows what is stored.
    context = {"form": form, "event": event_for(request, slug), "tab": "event"}
    return render(request, "events/event_form.html", context)


@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    found = event_for(request, slug, MANAGE)
    rows = Agenda(sent(request), event=found)
    if rows.is_valid():
        rows.store(by=request.user)
        messages.success(request, _("Der Ablauf ist gespeichert."))
        return redirect("events:agenda", slug)
    return render(request, "events/agenda.html", {"event": found, "rows": rows, "tab": "agenda"})


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    found = event_for(request, slug, MANAGE)
    return confirmed(
        request,
        lambda: actions.publish_event(event=found, by=request.user),
        heading=_("„%(title)s“ veröffentlichen") % {"title": found.title},
        explanation=_("Alle können die Einladung dann lesen und sich anmelden."),
        action=_("Veröffentlichen"),
        done=_("Die Veranstaltung ist veröffentlicht."),
        mend_url=reverse("events:event_edit", args=[slug]),
        back="events:manage_list",
    )


@require_http_methods(["GET", "POST"])
def event_delete(request: HttpRequest, slug: str) -> HttpResponse:
    found = event_for(request, slug, MANAGE)
    return confirmed(
        request,
        lambda: actions.delete_draft(event=found, by=request.user),
        heading=_("Entwurf „%(title)s“ löschen") % {"title": found.title},
        explanation=_("Der Entwurf und sein Ablauf sind danach weg."),
        action=_("Löschen"),
        done=_("Der Entwurf ist gelöscht."),
        danger=True,
        back="events:manage_list",
    )


@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, slug: str) -> HttpResponse:
    found = event_for(request, slug, MANAGE)
    form = CallOffForm(sent(request))
    seats = queries.seats_of(found)
    return confirmed(
        request,
        lambda: form.call_off(found, by=request.user, at=timezone.now()),
        heading=_("„%(title)s“ absagen") % {"title": found.title},
        explanation=_told(seats.confirmed + seats.waiting),
        action=_("Veranstaltung absagen"),
        done=_("Die Veranstaltung ist abgesagt. Alle Angemeldeten werden benachrichtigt."),
        danger=True,
        back=found,
        cancel_url=reverse("events:event_edit", args=[slug]),
        form=form,
    )


def _saved(event: Event, told: list[str]) -> str:
    if told and event.is_public and event.registrations.expected().exists():
        return _("Gespeichert. Alle Angemeldeten bekommen eine Nachricht mit den neuen Angaben.")
    return _("Die Veranstaltung ist gespeichert.")


def _told(people: int) -> str:
    return ngettext(
        "Das lässt sich nicht zurücknehmen. Eine angemeldete Person bekommt eine Nachricht.",
        "Das lässt sich nicht zurücknehmen. %(n)d angemeldete Personen bekommen eine Nachricht.",
        people,
    ) % {"n": people}
