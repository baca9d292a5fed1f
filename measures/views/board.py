"""The board: all measures by state, for those who work with them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from measures.forms import MeasureFilter
from measures.models import Measure
from measures.queries.board import board_of
from smartregion.core.access import require


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The measures that are wanted, each in the column of its state."""
    require(request, "measures.view_internal")
    visible = Measure.objects.visible_to(request.user)
    wanted = MeasureFilter(request.GET, measures=visible, visible_to=request.user)
    may_move = request.user.has_perm("measures.move_measure")
    context = {
        "filter": wanted,
        "columns": board_of(wanted.apply(visible), on=timezone.localdate(), may_move=may_move),
        "may_move": may_move,
        "may_change_many": request.user.has_perm("measures.manage"),
    }
    return render(request, "measures/board.html", context)
