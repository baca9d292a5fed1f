"""Strategic objectives with what works for them."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from measures.charts.indicators import shown_indicators
from measures.models import Indicator
from measures.queries.indicators import indicators_of_objectives, objective_address
from measures.queries.objectives import objective_page, objectives_by_field
from smartregion.core.access import get_for
from strategy.models import Element
from strategy.queries import GERMAN, current_version, reading_of


@login_not_required
def objective_list(request: HttpRequest) -> HttpResponse:
    """The objectives of the version in force below their fields of action."""
    version = current_version()
    context: dict[str, object] = {"version": version, "fields": []}
    if version:
        reading = reading_of(version, language=get_language() or GERMAN)
        context["fields"] = objectives_by_field(reading, visible_to=request.user)
    return render(request, "measures/objective_list.html", context)


@login_not_required
def objective_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """One objective: its wording, its indicators, and the measures that work for it."""
    visible = Element.objects.visible_to(request.user).of_kind(Element.Kind.OBJECTIVE)
    objective = get_for(request, None, visible.select_related("successor"), pk=key)
    if objective.successor:
        return redirect(objective_address(objective.successor))
    lines = indicators_of_objectives([objective.pk])[objective.pk]
    context = {
        "objective": objective,
        "page": objective_page(
            objective, visible_to=request.user, language=get_language() or GERMAN
        ),
        "indicators": shown_indicators(lines, on=timezone.localdate()),
        "may_add": request.user.has_perm("measures.manage"),
        "may_enter": request.user.has_perm(
            "measures.change_indicator", Indicator(objective=objective)
        ),
    }
    return render(request, "measures/objective_detail.html", context)
