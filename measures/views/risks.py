"""What may go wrong: with all measures, and the rows of one."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from measures.charts.risks import risk_counts
from measures.forms import MeasureFilter
from measures.forms.risks import RiskRows
from measures.models import Measure
from measures.queries.risks import risks_among
from measures.views.rows import edit_rows


@login_not_required
@require_safe
def risk_list(request: HttpRequest) -> HttpResponse:
    """The risks of the measures that are wanted, the heaviest first."""
    visible = Measure.objects.visible_to(request.user)
    wanted = MeasureFilter(request.GET, measures=visible, visible_to=request.user)
    found = risks_among(wanted.apply(visible), visible_to=request.user)
    context = {"filter": wanted, "risks": found, "chart": risk_counts(found)}
    return render(request, "measures/risk_list.html", context)


@require_http_methods(["GET", "POST"])
def risks(request: HttpRequest, number: str) -> HttpResponse:
    return edit_rows(request, number, RiskRows)
