"""What measures cost and who pays it: the overview, and its tables as files."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from measures.charts.money import money_by_field, money_by_year
from measures.exports.money import cost_rows, grant_rows
from measures.forms import MeasureFilter
from measures.models import Measure, MeasureQuerySet
from measures.queries.deadlines import deadlines_of
from measures.queries.grants import grant_lines
from measures.queries.money import money_overview
from smartregion.core.csvfile import download


@login_not_required
@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """Cost and grants of the measures that are wanted, by year and field, and the days to keep."""
    wanted = _filter(request)
    measures = _wanted(request, wanted)
    overview = money_overview(measures, counts_given_up=wanted.asks_for("state"))
    today = timezone.localdate()
    deadlines = deadlines_of([measure.pk for measure in measures], on=today)
    context = {
        "filter": wanted,
        "overview": overview,
        "by_year": money_by_year(overview),
        "by_field": money_by_field(overview),
        "near": [each for each in deadlines if each.is_near],
        "far": [each for each in deadlines if not each.is_near],
        "grants": grant_lines(measures),
        "is_staff": request.user.has_perm("measures.view_internal"),
    }
    return render(request, "measures/money.html", context)


@login_not_required
@require_safe
def cost_table(request: HttpRequest) -> HttpResponse:
    """Every cost line behind the page, with the same filter."""
    measures = _wanted(request, _filter(request))
    internal = request.user.has_perm("measures.view_internal")
    return download("kosten.csv", cost_rows(measures, internal=internal))


@login_not_required
@require_safe
def grant_table(request: HttpRequest) -> HttpResponse:
    """Every grant behind the page, with the same filter."""
    measures = _wanted(request, _filter(request))
    internal = request.user.has_perm("measures.view_internal")
    return download("foerdermittel.csv", grant_rows(measures, internal=internal))


def _filter(request: HttpRequest) -> MeasureFilter:
    visible = Measure.objects.visible_to(request.user)
    return MeasureFilter(request.GET, measures=visible, visible_to=request.user)


def _wanted(request: HttpRequest, wanted: MeasureFilter) -> MeasureQuerySet:
    return wanted.apply(Measure.objects.visible_to(request.user))
