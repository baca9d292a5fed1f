"""Where measures work, and where nothing does: guidelines × measures, municipalities × fields."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from measures.charts.guidelines import guidelines_by_field
from measures.charts.municipalities import coverage_by_maturity, measures_by_place
from measures.forms import MeasureFilter
from measures.models import Measure, MeasureQuerySet
from measures.queries.guideline_matrix import DEGREES, guideline_matrix
from measures.queries.municipality_matrix import municipality_matrix
from smartregion.core.htmx import render_page


@login_not_required
def guidelines(request: HttpRequest) -> HttpResponse:
    """Which measure serves which guideline how strongly."""
    wanted, measures = _asked(request)
    matrix = guideline_matrix(measures, visible_to=request.user)
    context = {
        "filter": wanted,
        "matrix": matrix,
        "map": guidelines_by_field(matrix),
        "degrees": DEGREES.values(),
    }
    return render_page(request, "measures/guideline_matrix.html", context, partial="matrix")


@login_not_required
def municipalities(request: HttpRequest) -> HttpResponse:
    """What each municipality gets, per inhabitant and beside its digital maturity."""
    wanted, measures = _asked(request)
    matrix = municipality_matrix(measures, visible_to=request.user)
    context = {
        "filter": wanted,
        "matrix": matrix,
        "map": measures_by_place(matrix),
        "by_maturity": coverage_by_maturity(matrix),
    }
    return render_page(request, "measures/municipality_matrix.html", context, partial="matrix")


def _asked(request: HttpRequest) -> tuple[MeasureFilter, MeasureQuerySet]:
    """What is to be seen: without those given up, unless their state is asked for."""
    visible = Measure.objects.visible_to(request.user)
    wanted = MeasureFilter(request.GET, measures=visible, visible_to=request.user)
    measures = wanted.apply(visible)
    return wanted, measures if wanted.asks_for("state") else measures.pursued()
