"""Deadlines in calendar programs: one calendar for everybody, and one behind a secret address."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from measures.actions.calendars import end_calendar, renew_calendar_key
from measures.exports.calendar import calendar_of
from measures.models import CalendarKey, Measure, MeasureQuerySet
from measures.queries.calendar import days_of, measures_behind
from smartregion.core.access import get_for, require
from smartregion.core.calendars import calendar_file
from smartregion.core.confirming import confirmed
from smartregion.core.links import public_url


@login_not_required
@require_safe
@cache_control(public=True, max_age=900)
def calendar(_request: HttpRequest) -> HttpResponse:
    """The days of all public measures, whoever asks."""
    return _file(Measure.objects.public(), _("Maßnahmen des Landkreises"))


@login_not_required
@require_safe
@never_cache
def secret_calendar(request: HttpRequest, key: str, scope: str) -> HttpResponse:
    """For the calendar program of one person: their own measures, or all that they may see."""
    found = get_for(request, None, CalendarKey.objects.select_related("user"), key=key)
    only_own = scope == "meine"
    name = _("Meine Maßnahmen") if only_own else _("Alle Maßnahmen (intern)")
    return _file(measures_behind(found, only_own=only_own), name)


@require_safe
def own_calendar(request: HttpRequest) -> HttpResponse:
    """What to subscribe to, and how to make a new address."""
    require(request, "measures.view_internal")
    key = CalendarKey.objects.of(request.user).first()
    context = {
        "key": key,
        "public": public_url(reverse("measures:calendar")),
        "own": _secret(key, "meine"),
        "all": _secret(key, "alle"),
    }
    return render(request, "measures/own_calendar.html", context)


@require_http_methods(["GET", "POST"])
def own_calendar_renew(request: HttpRequest) -> HttpResponse:
    """A first address, or another one after a second look."""
    require(request, "measures.view_internal")
    return confirmed(
        request,
        lambda: renew_calendar_key(by=request.user, at=timezone.now()),
        heading=_("Geheime Kalenderadresse anlegen"),
        explanation=_(
            "Ihr Kalenderprogramm liest die Termine ohne Anmeldung. Wer die Adresse kennt, liest sie "
            "auch; geben Sie sie also nicht weiter. Eine frühere Adresse gilt danach nicht mehr."
        ),
        action=_("Adresse anlegen"),
        done=_("Die neue Adresse gilt ab sofort."),
        back="measures:own_calendar",
    )


@require_http_methods(["GET", "POST"])
def own_calendar_end(request: HttpRequest) -> HttpResponse:
    require(request, "measures.view_internal")
    return confirmed(
        request,
        lambda: end_calendar(by=request.user),
        heading=_("Kalenderadresse abschalten"),
        explanation=_(
            "Unter der Adresse ist dann nichts mehr zu lesen. Sie können jederzeit eine neue anlegen."
        ),
        action=_("Abschalten"),
        done=_("Die Adresse ist abgeschaltet."),
        back="measures:own_calendar",
    )


def _file(measures: MeasureQuerySet, name: str) -> HttpResponse:
    days = days_of(measures, on=timezone.localdate())
    return calendar_file("massnahmen.ics", calendar_of(days, name=name, at=timezone.now()))


def _secret(key: CalendarKey | None, scope: str) -> str:
    if key is None:
        return ""
    return public_url(reverse("measures:secret_calendar", args=[key.key, scope]))
