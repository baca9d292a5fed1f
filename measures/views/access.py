"""Fetching measures and indicators by their address."""

from django.http import HttpRequest

from measures.models import Indicator, Measure
from smartregion.core.access import get_for

CHANGE = "measures.change_measure"


def measure_for(request: HttpRequest, number: str, permission: str | None = None) -> Measure:
    visible = Measure.objects.visible_to(request.user).select_related("field", "lead")
    return get_for(request, permission, visible, number=number)


def indicator_for(request: HttpRequest, pk: int) -> Indicator:
    """An indicator whose values and sources this person may change."""
    visible = Indicator.objects.visible_to(request.user).select_related("measure", "objective")
    return get_for(request, "measures.change_indicator", visible, pk=pk)
