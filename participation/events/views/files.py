"""Files that events are taken along as: calendars and materials, for everybody."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from participation.contributions.views.materials import served
from participation.events import calendars
from participation.events.models import Event, EventMaterial
from participation.events.views.access import event_for
from smartregion.core.access import get_for
from smartregion.core.calendars import calendar_file

# What a calendar that is subscribed to keeps of the past.
LOOKING_BACK = timedelta(days=365)


@login_not_required
@require_safe
@cache_control(public=True, max_age=900)
def calendar(_request: HttpRequest) -> HttpResponse:
    """All public events, to be subscribed to; no internal one, whoever asks."""
    now = timezone.now()
    events = Event.objects.filter(is_public=True, ends_at__gte=now - LOOKING_BACK)
    text = calendars.feed(events, name=_("Veranstaltungen des Landkreises"), at=now)
    return calendar_file("veranstaltungen.ics", text)


@login_not_required
@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = event_for(request, slug)
    return calendar_file(f"{found.slug}.ics", calendars.feed([found], at=timezone.now()))


@login_not_required
@require_safe
def material(request: HttpRequest, slug: str, pk: object) -> FileResponse:
    beside = EventMaterial.objects.filter(event=event_for(request, slug))
    return served(get_for(request, None, beside, pk=pk))
