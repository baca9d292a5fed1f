"""Fetching contributions by their address."""

from django.http import HttpRequest

from participation.contributions.models import Contribution
from smartregion.core.access import get_for


def contribution_for(request: HttpRequest, pk: object, permission: str | None) -> Contribution:
    visible = Contribution.objects.visible_to(request.user).select_related("municipality")
    return get_for(request, permission, visible, pk=pk)
