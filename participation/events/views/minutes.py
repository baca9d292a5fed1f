"""Minutes: read and printed by everybody, written by those who run the event."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.events.actions.minutes import (
    begin_minutes,
    move_point,
    publish_minutes,
    remove_point,
)
from participation.events.forms.minutes import IntroForm, PointForm
from participation.events.models import Event, MinutePoint, Minutes
from participation.events.queries.minutes import point_lines
from participation.events.views.access import MANAGE, event_for
from smartregion.core.confirming import confirmed
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent


@login_not_required
@require_safe
def minutes(request: HttpRequest, slug: str) -> HttpResponse:
    """What was said, point by point, and what became of it."""
    event = event_for(request, slug)
    found = Minutes.objects.filter(event=event, published_at__isnull=False).first()
    if found is None:
        raise Http404
    context = {
        "event": event,
        "minutes": found,
        "lines": point_lines(found, visible_to=request.user, drafts=False),
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "events/minutes/minutes.html", context)


@require_http_methods(["GET", "POST"])
def minutes_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """All points with the way to each, and what stands above them."""
    event = event_for(request, slug, MANAGE)
    found = _begun(event)
    initial = {"intro": found.intro, "lock_version": found.lock_version}
    form, overtaken = IntroForm(sent(request), initial=initial), False
    if form.is_valid():
        try:
            form.save(begin_minutes(event=event), by=request.user)
        except EditConflict:
            found.refresh_from_db()
            form, overtaken = IntroForm(typed_over(request, found)), True
        else:
            messages.success(request, _("Die Einleitung ist gespeichert."))
            return redirect("events:minutes_edit", slug)
    context = {
        "event": event,
        "minutes": found,
        "form": form,
        "stored": found.intro if overtaken else None,
        "lines": point_lines(found, visible_to=request.user, drafts=True) if found.pk else [],
    }
    return render(request, "events/minutes/edit.html", context, status=409 if overtaken else 200)


@require_http_methods(["GET", "POST"])
def point_create(request: HttpRequest, slug: str) -> HttpResponse:
    event = event_for(request, slug, MANAGE)
    form = PointForm(sent(request), event=event, by=request.user)
    if form.is_valid():
        form.save(begin_minutes(event=event))
        messages.success(request, _("Der Punkt steht im Protokoll."))
        if "further" in request.POST:
            return redirect("events:point_create", slug)
        return redirect("events:minutes_edit", slug)
    return render(request, "events/minutes/point.html", {"event": event, "form": form})


@require_http_methods(["GET", "POST"])
def point_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A point as a form; who saves second sees both texts."""
    event, point = _point(request, slug, pk)
    form = PointForm(sent(request), event=event, by=request.user, point=point)
    context = {"event": event, "point": point, "form": form}
    if form.is_valid():
        try:
            form.save(point.minutes)
        except EditConflict:
            stored = MinutePoint.objects.get(pk=point.pk)
            typed = typed_over(request, stored)
            context["form"] = PointForm(typed, event=event, by=request.user, point=stored)
            context["stored"] = stored.text
            return render(request, "events/minutes/point.html", context, status=409)
        messages.success(request, _("Der Punkt ist gespeichert."))
        return redirect("events:minutes_edit", slug)
    return render(request, "events/minutes/point.html", context)


@require_POST
def point_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place up or down."""
    _event, point = _point(request, slug, pk)
    move_point(point=point, up=request.POST.get("direction") == "up", by=request.user)
    return redirect(f"{reverse('events:minutes_edit', args=[slug])}#punkt-{pk}")


@require_http_methods(["GET", "POST"])
def point_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    _event, point = _point(request, slug, pk)
    return confirmed(
        request,
        lambda: remove_point(point=point, by=request.user),
        heading=_("Punkt %(n)d löschen?") % {"n": point.number},
        explanation=point.text,
        action=_("Löschen"),
        done=_("Der Punkt ist gelöscht."),
        danger=True,
        back=reverse("events:minutes_edit", args=[slug]),
    )


@require_http_methods(["GET", "POST"])
def minutes_publish(request: HttpRequest, slug: str) -> HttpResponse:
    """A last look: what becomes public, and who will be told."""
    event = event_for(request, slug, MANAGE)
    found = _begun(event)
    points = list(found.points.filter(contribution=None)) if found.pk else []
    form = forms.Form(sent(request))
    if form.is_valid():
        with refusals_on(form):
            found = begin_minutes(event=event)
            publish_minutes(minutes=found, by=request.user, at=timezone.now())
            messages.success(request, _("Das Protokoll ist veröffentlicht."))
            return redirect(found)
    context = {
        "form": form,
        "heading": _("Protokoll veröffentlichen"),
        "explanation": _explanation(found, len(points)),
        "points_heading": _("Das wird veröffentlicht"),
        "points": [f"{point.number}. {point.text}" for point in points],
        "action": _("Veröffentlichen"),
        "cancel_url": reverse("events:minutes_edit", args=[slug]),
    }
    return render(request, "ui/confirm.html", context)


def _begun(event: Event) -> Minutes:
    """The minutes as they are; looking at them begins none."""
    return Minutes.objects.filter(event=event).first() or Minutes(event=event)


def _explanation(found: Minutes, count: int) -> str:
    each = ngettext(
        "Der Punkt wird ein Beitrag, den der Landkreis beantwortet; ändern lässt er sich dann nicht mehr.",
        "Jeder der %(n)d Punkte wird ein Beitrag, den der Landkreis beantwortet; ändern lassen sie sich dann "
        "nicht mehr.",
        count,
    ) % {"n": count}
    if found.is_published:
        return each
    once = _("Alle Angemeldeten bekommen einmal eine Nachricht.")
    return f"{each} {once}"


def _point(request: HttpRequest, slug: str, pk: int) -> tuple[Event, MinutePoint]:
    event = event_for(request, slug, MANAGE)
    # What moderation has hidden is not read in a form either.
    points = MinutePoint.objects.select_related("minutes__event").exclude(
        contribution__is_hidden=True
    )
    return event, get_object_or_404(points, pk=pk, minutes__event=event)
