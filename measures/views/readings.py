"""Closed cycles for everybody: the page of one, the dashboard of the latest, one sheet for the county assembly."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures import slots
from measures.charts.standing import attained_chart, implementation_chart
from measures.models import Cycle
from measures.queries.documents import valid_snapshot
from measures.queries.readings import Reading, latest_closed, reading_of
from measures.queries.revisions import proposals_from
from measures.timeliness import full_months
from smartregion.core.access import get_for
from smartregion.core.links import public_url

# All of a county in most cases; five hundred would make a page of nearly a megabyte.
REPORTS_ON_A_PAGE = 100


@login_not_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """How the measures stand today, as far as it is known: the latest closed cycle."""
    cycle = latest_closed()
    if cycle is None:
        return render(request, "measures/dashboard.html", {"reading": None})
    months = full_months(cycle.cutoff_on, timezone.localdate())
    context = {**_shown(reading_of(cycle)), "cycle": cycle, "months_old": months}
    return render(request, "measures/dashboard.html", context)


def closed_cycle(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Everything a closed cycle says, with the proof that nobody changed it."""
    reading = reading_of(cycle)
    reports = Paginator(reading.asked, REPORTS_ON_A_PAGE)
    context = {
        **_shown(reading),
        "cycle": cycle,
        "page": reports.get_page(request.GET.get("page")),
        "valid": valid_snapshot(cycle),
        "may_manage": request.user.has_perm("measures.manage_cycles"),
        "is_staff": request.user.has_perm("measures.view_internal"),
        "prints": slots.prints_of_cycles.of([cycle.pk], visible_to=request.user)[cycle.pk],
        "proposals": proposals_from(cycle, visible_to=request.user),
    }
    return render(request, "measures/cycle_detail.html", context)


@login_not_required
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """One sheet of paper for the members of the county assembly."""
    cycles = Cycle.objects.closed().select_related("strategy", "snapshot")
    cycle = get_for(request, None, cycles, slug=slug)
    address = public_url(cycle.get_absolute_url())
    context = {**_shown(reading_of(cycle)), "cycle": cycle, "cycle_address": address}
    return render(request, "measures/cycle_council.html", context)


def _shown(reading: Reading) -> dict[str, Any]:
    standing = reading.standing
    by_place = _("Ampeln nach Art der Gemeinden")
    return {
        "reading": reading,
        "implementation": implementation_chart(_("Ampeln aller Maßnahmen"), [standing.whole]),
        "attained": attained_chart(_("Kennzahlen und ihre Ziele"), [standing.whole]),
        "by_field": implementation_chart(_("Ampeln nach Handlungsfeld"), standing.fields),
        "by_place": implementation_chart(by_place, standing.places),
    }
