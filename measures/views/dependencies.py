"""What measures wait for: all of them as a graph, and the rows of one."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from measures.charts.dependencies import dependency_chart
from measures.forms import MeasureFilter
from measures.forms.dependencies import DependencyRows
from measures.models import Measure
from measures.queries.dependencies import dependency_graph as graph_of
from measures.views.rows import edit_rows


@login_not_required
@require_safe
def dependency_graph(request: HttpRequest) -> HttpResponse:
    """The measures that are wanted, with what they wait for and what waits for them."""
    visible = Measure.objects.visible_to(request.user)
    wanted = MeasureFilter(request.GET, measures=visible, visible_to=request.user)
    found = graph_of(wanted.apply(visible), visible_to=request.user)
    context = {"filter": wanted, "graph": found, "chart": dependency_chart(found)}
    return render(request, "measures/dependency_graph.html", context)


@require_http_methods(["GET", "POST"])
def dependencies(request: HttpRequest, number: str) -> HttpResponse:
    return edit_rows(request, number, DependencyRows)
